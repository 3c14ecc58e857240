package io.quarkiverse.actors.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.Trigger;

class TransitionTest {

    private final AtomicInteger records = new AtomicInteger();
    private final Transition transition = new Transition(ActorState.HEALTHY, ActorState.PAUSED, () -> {
        records.incrementAndGet();
        return new ActorTransition("A", null, ActorState.HEALTHY, ActorState.PAUSED, null, Trigger.PAUSE, Instant.EPOCH, null,
                null);
    });

    @Test
    void a_move_that_nobody_asks_about_is_not_recorded() {
        assertThat(new Move(new Hooks("A", List.of(), null, null, null, null), transition, () -> {
        }).run()).isCompleted();
        assertThat(records).hasValue(0);
    }

    @Test
    void whoever_asks_gets_the_same_record() {
        assertThat(transition.recorded()).isSameAs(transition.recorded());
        assertThat(records).hasValue(1);
    }
}
