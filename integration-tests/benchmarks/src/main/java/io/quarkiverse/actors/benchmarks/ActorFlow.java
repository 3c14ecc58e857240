package io.quarkiverse.actors.benchmarks;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.actors.ActorRef;

/**
 * Actors that start with the batch and stop after it.
 *
 * @param batch what they work on
 * @param last the actor that requires all others, directly or not
 * @param completing those whose tasks come to an end by themselves; if there are none, the ends say when they have seen all
 * @param ends how many ends there are
 */
public record ActorFlow(Batch batch, ActorRef<?> last, List<ActorRef<?>> completing, int ends) implements Flow {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Override
    public Arrived run(int items) throws InterruptedException {
        batch.begin(items, ends);
        last.start().await().atMost(LIMIT);
        for (ActorRef<?> actor : completing) {
            actor.completion().await().atMost(LIMIT);
        }
        if (completing.isEmpty()) {
            batch.await();
        }
        last.stop().await().atMost(LIMIT);
        return batch.arrived();
    }
}
