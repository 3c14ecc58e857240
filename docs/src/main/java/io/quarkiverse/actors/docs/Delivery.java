package io.quarkiverse.actors.docs;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.Supervised;
import io.quarkiverse.actors.Task;

/** Supervision. */
public final class Delivery {

    private Delivery() {
    }

    /** Makes parcels. */
    @Actor(autoStart = false)
    public static class Parcels {

        private int number;

        @Task
        Integer pack() {
            return number < 3 ? number++ : null;
        }
    }

    // tag::supervised[]
    @Actor(autoStart = false)
    @Supervised(maxAttempts = 2, backoff = "10ms")
    public static class Courier {

        @Inject
        Parcels parcels;

        @Task
        @ConsumeFrom(Parcels.class)
        void deliver(int parcel) {
            if (parcel == 1) {
                throw new IllegalStateException("Nobody lives there");
            }
        }
    }
    // end::supervised[]

    /** Asks a far-away service. */
    @Actor(autoStart = false)
    public static class Tracking {

        // tag::stall[]
        @Task(every = "1m", stallTimeout = "30s")
        void ask() {
            // calls a service that may hang
        }
        // end::stall[]
    }

    /** Keeps what could not be delivered. */
    // tag::letters[]
    @ApplicationScoped
    public static class DeadLetterOffice {

        private final Queue<Object> parcels = new ConcurrentLinkedQueue<>();

        void keep(@Observes DeadLetter letter) {
            parcels.add(letter.item());
        }

        Queue<Object> parcels() {
            return parcels;
        }
    }
    // end::letters[]
}
