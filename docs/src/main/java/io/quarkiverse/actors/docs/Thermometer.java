package io.quarkiverse.actors.docs;

import java.time.Duration;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Managed;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;
import io.smallrye.mutiny.Multi;

@Actor
public class Thermometer {

    // tag::resource[]
    @Resource(timeout = "5s")
    Managed<Sensor> sensor() {
        return Managed.of(Sensor.open(), Sensor::turnOff);
    }
    // end::resource[]

    // tag::multi[]
    @Task
    Multi<Double> temperatures() {
        return Multi.createFrom().ticks().every(Duration.ofMillis(10))
                .onOverflow().drop()
                .map(tick -> sensor().get().read());
    }
    // end::multi[]
}
