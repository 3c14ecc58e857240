package io.quarkiverse.actors.docs;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.smallrye.mutiny.Uni;

// tag::actor[]
@Actor
public class Waiter {

    @Inject
    ActorRef<Kitchen> kitchen;

    private final List<String> served = new ArrayList<>();

    void order(String dish) {
        kitchen.tell(k -> k.cook(dish));
    }

    void serve(String dish) {
        served.add(dish);
    }
    // end::actor[]

    List<String> served() {
        return List.copyOf(served);
    }

    // tag::async[]
    Uni<String> bread(String bread) {
        return kitchen.askAsync(k -> k.bake(bread)); // <1>
    }
    // end::async[]
    // tag::actor[]
}
// end::actor[]
