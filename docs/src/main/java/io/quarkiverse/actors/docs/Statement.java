package io.quarkiverse.actors.docs;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorKey;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;

// tag::actor[]
@Actor(keyed = true)
public class Statement {

    @Inject
    Account account; // <1>
    @Inject
    @ActorKey
    String id;

    private final List<Long> lines = new ArrayList<>();

    @Task
    @ConsumeFrom(Account.class) // <2>
    void write(long amount) {
        lines.add(amount);
    }

    List<Long> lines() {
        return List.copyOf(lines);
    }
}
// end::actor[]
