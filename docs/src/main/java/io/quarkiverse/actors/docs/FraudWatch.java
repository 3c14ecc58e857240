package io.quarkiverse.actors.docs;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Keyed;
import io.quarkiverse.actors.Task;

// tag::actor[]
@Actor
@DependsOn(Account.class) // <1>
public class FraudWatch {

    private final List<UUID> suspects = new CopyOnWriteArrayList<>();

    @Task
    @ConsumeFrom(Account.class)
    void check(Keyed<UUID, Long> booking) { // <2>
        if (booking.item() > 1_000_000) {
            suspects.add(booking.key());
        }
    }

    List<UUID> suspects() {
        return suspects;
    }
}
// end::actor[]
