package io.quarkiverse.actors.docs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorStream;
import io.smallrye.mutiny.Multi;

@ApplicationScoped
public class AlarmFeed {

    // tag::stream[]
    @Inject
    @ActorStream(Alarm.class)
    Multi<String> alarms;
    // end::stream[]

    public Multi<String> alarms() {
        return alarms;
    }
}
