package io.quarkiverse.actors.benchmarks.pipeline;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Pekko;

/** The pipeline as a stream of Pekko: fused, or each step an island of its own. */
final class PekkoPipeline implements Flow {

    private final ActorSystem system = Pekko.system();
    private final Steps steps;
    private final boolean islands;

    PekkoPipeline(Steps steps, boolean islands) {
        this.steps = steps;
        this.islands = islands;
    }

    @Override
    public Arrived run(int items) throws Exception {
        End end = new End(items);
        Source<Item, ?> numbers = Pekko.numbers(items, steps::make);
        Source<Item, ?> incremented = islands ? numbers.async().map(steps::increment).async() : numbers.map(steps::increment);
        CompletionStage<?> done = incremented.toMat(Sink.<Item> foreach(item -> steps.add(end, item)), Keep.right())
                .withAttributes(Attributes.inputBuffer(Steps.BOUND, Steps.BOUND)).run(system);
        done.toCompletableFuture().get(1, TimeUnit.MINUTES);
        end.complete();
        return end.await();
    }

    @Override
    public void close() {
        system.terminate();
    }
}
