package io.quarkiverse.actors.docs;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.Task;

@Actor
public class Heartbeat {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);

    @Inject
    ActorRef<Thermometer> thermometer;

    // tag::every[]
    @Task(every = "${heartbeat.every:10s}", delayed = "100ms")
    String beat() {
        return "The thermometer is " + thermometer.path();
    }
    // end::every[]

    // tag::cron[]
    @Task(cron = "0 0 6 * * ?", timeZone = "Europe/Vienna")
    void greet() {
        LOG.info("Good morning");
    }
    // end::cron[]
}
