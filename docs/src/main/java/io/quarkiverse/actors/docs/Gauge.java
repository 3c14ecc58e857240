package io.quarkiverse.actors.docs;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.Task;

@Actor
@DependsOn(Thermometer.class)
public class Gauge {

    private volatile double shown;

    // tag::overflow[]
    @Task
    @ConsumeFrom(value = Thermometer.class, buffer = 1, overflow = Overflow.DROP_OLDEST) // the latest is enough
    void show(Double celsius) {
        shown = celsius;
    }
    // end::overflow[]

    public double shown() {
        return shown;
    }
}
