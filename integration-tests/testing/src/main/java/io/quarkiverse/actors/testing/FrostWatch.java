package io.quarkiverse.actors.testing;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;

/** Warns of frost. */
// tag::actor[]
@Actor
public class FrostWatch {

    @Inject
    Thermometer thermometer;
    @Inject
    ActorRef<FrostWatch> self;

    @Task
    @ConsumeFrom(Thermometer.class)
    String warn(int celsius) {
        if (celsius < 0) {
            self.reportWarning("Frost");
            return "Frost: " + celsius;
        }
        return null;
    }
}
// end::actor[]
