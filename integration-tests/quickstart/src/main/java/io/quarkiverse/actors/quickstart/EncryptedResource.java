package io.quarkiverse.actors.quickstart;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.actors.ActorStream;
import io.smallrye.mutiny.Multi;

/** The encrypted lines while they are made, as server-sent events. */
// tag::resource[]
@Path("/encrypted")
public class EncryptedResource {

    @Inject
    @ActorStream(LogEncryption.class)
    Multi<byte[]> encrypted; // watch the stream from outside

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<byte[]> stream() {
        return encrypted;
    }
}
// end::resource[]
