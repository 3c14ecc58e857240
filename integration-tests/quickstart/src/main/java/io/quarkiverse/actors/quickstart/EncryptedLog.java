package io.quarkiverse.actors.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;

/** Writes the encrypted lines to a file, which each start begins anew. */
// tag::actor[]
@Actor
@DependsOn(LogEncryption.class) // a dependency that is not injected
public class EncryptedLog {

    @ConfigProperty(name = "encrypted.path")
    Path path;

    @Resource
    OutputStream file() throws IOException {
        return Files.newOutputStream(path);
    }

    @Task
    @ConsumeFrom(LogEncryption.class)
    void write(byte[] encrypted) throws IOException {
        byte[] line = Arrays.copyOf(encrypted, encrypted.length + 1);
        line[encrypted.length] = '\n';
        file().write(line); // not buffered: the line is in the file when the iteration ends
    }
}
// end::actor[]
