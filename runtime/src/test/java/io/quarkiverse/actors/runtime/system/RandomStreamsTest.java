package io.quarkiverse.actors.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.LogRecords;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.Transitions;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.smallrye.mutiny.Uni;

/**
 * Random graphs of sources, consumers, batches and processors of random speed, which are paused, restarted, stopped and started
 * at random, some of them with several iterations at a time, in some states of their actor only, or failing now and then.
 * Whatever happens: from one producer to one consumer items come in order and once; without drops none is missing as
 * long as the consumer was not stopped, else as many as were dropped; no buffer exceeds its bound. Set {@code -Dactors.seed} to
 * play one again, {@code -Dactors.graphs} to play more.
 */
class RandomStreamsTest {

    private static final int GRAPHS = Integer.getInteger("actors.graphs", 400);
    private static final int CALLS = 25;

    @Test
    void nothing_is_lost_doubled_or_reordered() {
        Long fixed = Long.getLong("actors.seed");
        long first = fixed != null ? fixed : ThreadLocalRandom.current().nextLong(1_000_000_000);
        System.out.println("RandomStreamsTest seed " + first);
        long items = 0;
        for (long seed = first; seed < first + (fixed != null ? 1 : GRAPHS); seed++) {
            try {
                items += play(seed);
            } catch (Throwable failure) {
                throw new AssertionError("Play it again with -Dactors.seed=" + seed, failure);
            }
        }
        assertThat(items).isPositive();
    }

    private static long play(long seed) {
        VirtualStage stage = new VirtualStage(seed);
        Random random = new Random(seed);
        try (stage; LogRecords log = new LogRecords()) {
            List<String> problems = new ArrayList<>();
            List<RandomNode> nodes = nodes(random, stage, problems);
            Transitions transitions = new Transitions();
            List<TestActor> actors = nodes.stream().map(RandomNode::actor).toList();
            Actors system = TestSystem.actors(actors, stage, transitions);
            Call boot = Call.of(Uni.createFrom().completionStage(system.boot()));
            stage.settle();
            assertThat(boot.message()).isEqualTo("done");
            boolean alsoStops = random.nextBoolean();
            if (alsoStops) {
                nodes.forEach(RandomNode::mayLeave);
            }
            for (int i = 0; i < CALLS; i++) {
                disturb(system.actor("N" + random.nextInt(nodes.size())), random, alsoStops);
                stage.advance(Duration.ofMillis(random.nextInt(30)));
            }
            // a stop that pre-empts a restart finds no resources to drain with, and counts what is lost
            stage.advance(Duration.ofMillis(100));
            Call shutdown = Call.of(Uni.createFrom().completionStage(system.shutdown()));
            stage.advance(Duration.ofMinutes(1));
            assertThat(shutdown.message()).as(() -> nodes + " " + log.messages()).isEqualTo("done");
            assertThat(system.actors()).extracting(ActorRef::state).containsOnly(ActorState.STOPPED);
            assertThat(problems).isEmpty();
            String graph = nodes.stream().map(RandomNode::toString).collect(Collectors.joining("\n"));
            nodes.forEach(node -> node.check(system.actor(node.name()).tasks().get(0), graph, log.messages()));
            assertThat(transitions.illegal()).isEmpty();
            assertThat(stage.timers()).as("timers").isZero();
            log.hasNoBug();
            return nodes.stream().mapToLong(RandomNode::emitted).sum();
        }
    }

    private static List<RandomNode> nodes(Random random, VirtualStage stage, List<String> problems) {
        List<RandomNode> nodes = new ArrayList<>();
        int count = 2 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            nodes.add(new RandomNode(nodes, random, stage, problems));
        }
        return nodes;
    }

    private static void disturb(ActorRef<?> actor, Random random, boolean alsoStops) {
        switch (random.nextInt(alsoStops ? 8 : 6)) {
            case 0 -> Call.of(actor.pause());
            case 1, 2 -> Call.of(actor.resume());
            case 3 -> Call.of(actor.restart());
            case 4 -> actor.reportWarning("slow");
            case 5 -> actor.recover();
            case 6 -> Call.of(actor.stop());
            default -> Call.of(actor.start());
        }
    }
}
