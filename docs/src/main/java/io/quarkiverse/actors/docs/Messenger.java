package io.quarkiverse.actors.docs;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.smallrye.mutiny.Uni;

@Actor
@DependsOn(Alarm.class)
public class Messenger {

    @Inject
    Mail mail;

    // tag::concurrency[]
    @Task(concurrency = 4, timeout = "5s")
    @ConsumeFrom(Alarm.class)
    Uni<Void> send(String text) {
        return mail.send(text);
    }
    // end::concurrency[]
}
