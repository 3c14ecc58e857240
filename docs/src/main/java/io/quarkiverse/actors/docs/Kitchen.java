package io.quarkiverse.actors.docs;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.smallrye.mutiny.Uni;

// tag::actor[]
@Actor
public class Kitchen {

    @Inject
    ActorRef<Waiter> waiter;

    void cook(String dish) {
        waiter.tell(w -> w.serve(dish));
    }
    // end::actor[]

    // tag::async[]
    Uni<String> bake(String bread) {
        return Uni.createFrom().item(bread + ", baked").onItem().delayIt().by(Duration.ofMillis(10));
    }
    // end::async[]
    // tag::actor[]
}
// end::actor[]
