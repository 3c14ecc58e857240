package io.quarkiverse.actors.testing;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Managed;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;

/** Measures every ten minutes. */
// tag::actor[]
@Actor
public class Thermometer {

    @Inject
    Station station;

    @Resource
    Managed<Station> line() {
        return Managed.of(station, released -> {
        });
    }

    @Task(every = "10m", delayed = "10m")
    int measure() {
        return line().get().celsius();
    }
}
// end::actor[]
