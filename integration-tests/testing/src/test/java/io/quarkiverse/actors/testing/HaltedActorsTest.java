package io.quarkiverse.actors.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.test.ActorTestKit;
import io.quarkiverse.actors.test.StreamProbe;
import io.quarkus.test.InjectMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;

@QuarkusTest
class HaltedActorsTest {

    @InjectMock
    Station station;
    @Inject
    ActorTestKit kit;
    @Inject
    ActorSystem system;
    @Inject
    ActorRef<Thermometer> thermometer;
    @Inject
    ActorRef<FrostWatch> frostWatch;
    @Inject
    ActorRef<Counter> counter;
    @Inject
    @ActorStream(FrostWatch.class)
    Multi<String> warnings;

    @BeforeEach
    void nothingRuns() {
        assertThat(system.actors()).extracting(ActorRef::state)
                .allMatch(state -> state == ActorState.INITIALIZED || state == ActorState.STOPPED);
        assertThat(kit.clock().isPaused()).isFalse();
    }

    // tag::mock[]
    @RepeatedTest(3)
    void noIterationComesBeforeTheMock() {
        when(station.celsius()).thenReturn(-3); // <1>
        StreamProbe<String> probe = kit.probe(warnings); // <2>
        kit.clock().pause();
        kit.start(FrostWatch.class); // <3>
        verify(station, never()).celsius();
        kit.clock().advance(Duration.ofMinutes(10)); // <4>
        assertThat(probe.next()).isEqualTo("Frost: -3");
        verify(station, times(1)).celsius();
        assertThat(frostWatch.state()).isEqualTo(ActorState.DEGRADED);
    }
    // end::mock[]

    // tag::clock[]
    @Test
    void anHourOfScheduleTakesNoTime() {
        when(station.celsius()).thenReturn(1, 2, 3, 4, 5, 6);
        StreamProbe<Integer> probe = kit.probe(Thermometer.class, "measure");
        kit.clock().pause();
        kit.start(Thermometer.class);
        Instant begun = kit.clock().instant();
        kit.clock().advance(Duration.ofHours(1));
        assertThat(probe.next(6)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(probe.poll()).isEmpty();
        assertThat(Duration.between(begun, kit.clock().instant())).isEqualTo(Duration.ofHours(1));
    }
    // end::clock[]

    // tag::tick[]
    @Test
    void tickCallsPeriodicTaskAtOnce() {
        when(station.celsius()).thenReturn(7);
        kit.start(Thermometer.class);
        StreamProbe<Integer> probe = kit.probe(Thermometer.class, "measure");
        kit.tick(Thermometer.class, "measure");
        kit.tick(Thermometer.class, "measure");
        assertThat(probe.next(2)).containsExactly(7, 7);
        verify(station, times(2)).celsius();
    }
    // end::tick[]

    // tag::step[]
    @Test
    void steppedTaskRunsOneIterationAtATime() {
        kit.step(Counter.class);
        kit.start(Counter.class);
        int before = counter.ask(Counter::last).await().indefinitely();
        kit.tick(Counter.class, "count");
        assertThat(counter.ask(Counter::last).await().indefinitely()).isEqualTo(before + 1);
        kit.tick(Counter.class, "count");
        kit.awaitQuiet();
        assertThat(counter.ask(Counter::last).await().indefinitely()).isEqualTo(before + 2);
        assertThat(counter.tasks().get(0).iterations()).isEqualTo(2);
    }
    // end::step[]

    // tag::failure[]
    @Test
    void injectedFailureIsRepeatedAfterBackoff() {
        when(station.celsius()).thenReturn(-1);
        kit.clock().pause();
        kit.start(FrostWatch.class);
        kit.fail(FrostWatch.class, "warn", new IllegalStateException("injected"));
        StreamProbe<String> probe = kit.probe(warnings);
        kit.tick(Thermometer.class, "measure");
        kit.await(FrostWatch.class, ActorState.DEGRADED);
        kit.awaitQuiet();
        assertThat(probe.poll()).isEmpty();
        assertThat(frostWatch.tasks().get(0).failed()).isEqualTo(1);
        kit.clock().advance(Duration.ofSeconds(1));
        assertThat(probe.next()).isEqualTo("Frost: -1");
    }
    // end::failure[]

    @Test
    void injectedFailureOfResourceCrashesTheStart() {
        kit.fail(Thermometer.class, "line", new IllegalStateException("no line"));
        assertThatThrownBy(() -> kit.start(Thermometer.class)).hasMessageContaining("no line");
        kit.await(thermometer, ActorState.CRASHED);
        kit.start(Thermometer.class);
        assertThat(thermometer.state()).isEqualTo(ActorState.HEALTHY);
    }

    @Test
    void mistakesAreExplained() {
        assertThatThrownBy(() -> kit.clock().advance(Duration.ofSeconds(1)))
                .hasMessage("The clock of the actors goes by itself: call pause() before advance()");
        assertThatThrownBy(() -> kit.tick(Counter.class, "count"))
                .hasMessage("Counter#count cannot be ticked: Counter is " + counter.path() + "; start it first");
        kit.start(Counter.class);
        assertThatThrownBy(() -> kit.tick(Counter.class, "count")).hasMessage(
                "Counter#count cannot be ticked: it runs by itself; call step(Counter.class) before the actor starts");
        assertThatThrownBy(() -> kit.tick(Counter.class, "add"))
                .hasMessage("Counter has no task add; its tasks are [count]");
        assertThatThrownBy(() -> kit.fail(Thermometer.class, "cool", new IllegalStateException())).hasMessage(
                "Thermometer has no method cool that the actor system calls; it calls [line, measure]");
    }

    @Test
    void dependenciesStartWithTheActor() {
        kit.start(FrostWatch.class);
        assertThat(List.of(thermometer.state(), frostWatch.state())).containsOnly(ActorState.HEALTHY);
        assertThat(counter.state().isIn(ActorState.STARTED)).isFalse();
    }
}
