package io.quarkiverse.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;

class ActorsHealthTest {

    private ActorsHealth health = new ActorsHealth(Map.of(), true, List.of("A", "B"));
    private int asked;

    private void state(String actor, ActorState state) {
        health.onState(actor, state, false);
    }

    private String path(String actor) {
        asked++;
        return "path of " + actor;
    }

    @Test
    void whatStartsWithTheApplicationIsAwaited() {
        state("A", ActorState.INITIALIZED);
        state("C", ActorState.INITIALIZED);
        assertThat(health.starting()).containsExactlyInAnyOrder("A", "B");
        assertThat(health.unready()).containsExactlyInAnyOrder("A", "B");
        state("A", ActorState.STARTING);
        state("B", ActorState.CRASHED);
        assertThat(health.starting()).containsExactly("A");
        state("A", ActorState.HEALTHY);
        assertThat(health.starting()).isEmpty();
        assertThat(health.unready()).containsExactly("B");
        state("B", ActorState.STARTING);
        assertThat(health.starting()).as("it was over once").isEmpty();
    }

    @Test
    void statesThatAreReady() {
        Set<ActorState> ready = new TreeSet<>();
        for (ActorState state : ActorState.values()) {
            state("A", state);
            if (!health.unready().contains("A") && state != ActorState.INITIALIZED) {
                ready.add(state);
            }
        }
        assertThat(ready).containsExactlyInAnyOrder(ActorState.HEALTHY, ActorState.DEGRADED, ActorState.PAUSED,
                ActorState.STOPPED);
    }

    @Test
    void degradedMayBeDown() {
        health = new ActorsHealth(Map.of(), false, List.of());
        state("A", ActorState.DEGRADED);
        assertThat(health.unready()).containsExactly("A");
        state("A", ActorState.HEALTHY);
        assertThat(health.unready()).isEmpty();
    }

    @Test
    void deadIsWhatNothingStartsAgain() {
        health.onState("A", ActorState.CRASHED, true);
        assertThat(health.dead()).isEmpty();
        assertThat(health.unready()).contains("A");
        health.onState("A", ActorState.CRASHED, false);
        assertThat(health.dead()).containsExactly("A");
        health.onState("A", ActorState.STARTING, false);
        assertThat(health.dead()).isEmpty();
    }

    @Test
    void actorsCountInTheirProbesOnly() {
        health = new ActorsHealth(Map.of("A", Set.of(HealthProbe.LIVENESS), "B", Set.of(HealthProbe.NONE), "C",
                Set.of(HealthProbe.STARTUP, HealthProbe.READINESS)), true, List.of("A", "B", "C", "D"));
        assertThat(health.starting()).containsExactlyInAnyOrder("C", "D");
        assertThat(health.unready()).containsExactlyInAnyOrder("C", "D");
        List.of("A", "B", "C", "D").forEach(actor -> state(actor, ActorState.CRASHED));
        assertThat(health.unready()).containsExactlyInAnyOrder("C", "D");
        assertThat(health.dead()).containsExactlyInAnyOrder("A", "D");
    }

    @Test
    void fewActorsAreAllNamed() {
        assertThat(ActorsHealth.describe(List.of("B", "A"), Set.of("B"), this::path))
                .containsExactly(Map.entry("A", "path of A"), Map.entry("B", "path of B"));
    }

    @Test
    void ofManyActorsNoneIsAskedUnlessItIsDownAndThenNotMany() {
        List<String> all = IntStream.range(0, 10_000).mapToObj(i -> "A" + i).toList();
        assertThat(ActorsHealth.describe(all, Set.of(), this::path))
                .containsExactly(Map.entry("(actors)", "10000"), Map.entry("(down)", "0"));
        assertThat(asked).isZero();
        assertThat(ActorsHealth.describe(all, Set.of("A7"), this::path)).containsEntry("(down)", "1")
                .containsEntry("A7", "path of A7").hasSize(3);
        assertThat(asked).isOne();
        assertThat(ActorsHealth.describe(all, all, this::path)).containsEntry("(down)", "10000").hasSize(102);
        assertThat(asked).isEqualTo(101);
    }
}
