package io.quarkiverse.actors.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decrypts what {@link EncryptedLog} has written so far. */
@Path("/decrypted")
public class DecryptedResource {

    @ConfigProperty(name = "encrypted.path")
    java.nio.file.Path path;
    @Inject
    LineCipher cipher;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public byte[] decrypt() throws IOException {
        String encrypted = Files.readString(path, StandardCharsets.US_ASCII);
        StringBuilder decrypted = new StringBuilder();
        encrypted.substring(0, encrypted.lastIndexOf('\n') + 1).lines() // whole lines only
                .forEach(line -> decrypted.append(cipher.decrypt(line)).append('\n'));
        return decrypted.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
