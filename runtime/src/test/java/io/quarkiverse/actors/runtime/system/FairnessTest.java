package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.Transitions;

/** How threads are shared by tasks that are always ready, on real threads. */
class FairnessTest {

    private static final int COUNT = 10_000;
    /** Keeps the work from being optimized away. */
    private static volatile long sink;

    /** About a microsecond of work: where the memory of an actor lies matters less than that. */
    private static void work() {
        long value = 1;
        for (int i = 0; i < 1_000; i++) {
            value = value * 31 + i;
        }
        if (value == 0) {
            sink = value;
        }
    }

    private static long[] iterations(Actors actors) {
        return actors.actors().stream().mapToLong(actor -> actor.tasks().get(0).iterations()).toArray();
    }

    /** How often each was served since then. */
    private static LongSummaryStatistics served(Actors actors, long[] since) {
        long[] now = iterations(actors);
        return IntStream.range(0, COUNT).mapToLong(i -> now[i] - since[i]).summaryStatistics();
    }

    @Test
    void ten_thousand_continuous_tasks_are_served_alike() throws Exception {
        List<TestActor> all = IntStream.range(0, COUNT).mapToObj(i -> actor("A" + i).work("task", FairnessTest::work)).toList();
        try (RealStage stage = new RealStage()) {
            Actors actors = TestSystem.actors(all, stage, new Transitions());
            actors.boot().get(1, TimeUnit.MINUTES);
            long[] begin = iterations(actors);
            await().atMost(Duration.ofMinutes(1)).until(() -> served(actors, begin),
                    served -> served.getMin() > 50 && served.getMax() < 2 * served.getMin());
            actors.shutdown().get(1, TimeUnit.MINUTES);
            actors.shutdown().get(1, TimeUnit.MINUTES); // behind the last steps of the first
        }
    }
}
