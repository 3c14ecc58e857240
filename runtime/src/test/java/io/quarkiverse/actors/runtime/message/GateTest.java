package io.quarkiverse.actors.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.message.Gate.State;

class GateTest {

    private static final int RESTARTS = 200_000;

    private final Gate gate = new Gate();

    @Test
    void refuses_unless_it_is_open_or_a_start_is_on_its_way() {
        assertThat(gate.refuses()).isTrue();
        gate.startCalled();
        gate.startCalled();
        assertThat(gate.startOver()).isFalse();
        assertThat(gate.letsIn()).isTrue();
        gate.move(State.OPEN);
        assertThat(gate.startOver()).isFalse();
        assertThat(gate.letsIn()).isTrue();
        gate.move(State.DRAINING);
        assertThat(gate.state()).isEqualTo(State.DRAINING);
        assertThat(gate.letsIn()).isFalse();
        assertThat(gate.refuses()).isFalse();
        gate.startCalled();
        gate.move(State.CLOSED);
        assertThat(gate.refuses()).isFalse();
        assertThat(gate.startOver()).isTrue();
        assertThat(gate.refuses()).isTrue();
    }

    @Test
    void refuses_nothing_while_restarts_come_and_go() throws Exception {
        gate.move(State.OPEN);
        CompletableFuture<Void> restarting = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < RESTARTS; i++) {
                gate.startCalled();
                gate.move(State.CLOSED);
                gate.move(State.OPEN);
                gate.startOver();
            }
        }, action -> new Thread(action).start());
        int refused = 0;
        while (!restarting.isDone()) {
            refused += gate.refuses() || !gate.letsIn() ? 1 : 0;
        }
        restarting.get(1, TimeUnit.MINUTES);
        assertThat(refused).isZero();
    }
}
