package io.quarkiverse.actors.docs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Maintenance {

    // tag::ref[]
    @Inject
    ActorRef<Thermometer> thermometer;
    @Inject
    ActorSystem actors;

    public Uni<Void> replaceSensor() {
        return thermometer.restart();
    }

    public Uni<Void> shutDownMeasuring() {
        return thermometer.stop(); // and with it Alarm, which requires it
    }

    public Uni<Void> startMeasuring() {
        return actors.start();
    }
    // end::ref[]
}
