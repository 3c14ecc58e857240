package io.quarkiverse.actors.docs;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.ResourceUnavailableException;

@Actor
public class Display {

    @ConfigProperty(name = "display.device")
    Optional<Path> device;

    // tag::optional[]
    @Resource
    Writer screen() throws IOException {
        return Files.newBufferedWriter(device.orElseThrow(
                () -> new ResourceUnavailableException("display.device is not set")));
    }
    // end::optional[]
}
