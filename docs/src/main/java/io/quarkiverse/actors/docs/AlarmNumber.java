package io.quarkiverse.actors.docs;

import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;

/** Tells alarms apart. */
@RequestScoped
public class AlarmNumber {

    private final UUID number = UUID.randomUUID();

    UUID get() {
        return number;
    }
}
