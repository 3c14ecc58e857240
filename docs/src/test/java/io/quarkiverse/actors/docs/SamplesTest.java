package io.quarkiverse.actors.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class SamplesTest {

    @Inject
    ActorSystem actors;
    @Inject
    ActorRef<Alarm> alarm;
    @Inject
    ActorRef<Thermometer> thermometer;
    @Inject
    Maintenance maintenance;
    @Inject
    Shop shop;
    @Inject
    ActorRef<Waiter> waiter;

    @Test
    void samplesDoWhatThePagesSay() {
        assertThat(actors.graph().actors()).containsExactlyInAnyOrder("Thermometer", "Display", "Alarm", "Till",
                "Waiter", "Kitchen");
        assertThat(actors.graph().dependenciesOf("Alarm")).containsExactlyInAnyOrder("Display", "Thermometer");

        await().untilAsserted(() -> assertThat(alarm.state()).isEqualTo(ActorState.DEGRADED));
        assertThatThrownBy(() -> maintenance.shutDownMeasuring().await().indefinitely())
                .isInstanceOf(TransitionVetoedException.class);
        assertThat(thermometer.path()).isEqualTo("started.running.healthy");

        maintenance.replaceSensor().await().indefinitely();
        await().untilAsserted(() -> assertThat(alarm.state()).isEqualTo(ActorState.HEALTHY));
        maintenance.shutDownMeasuring().await().indefinitely();
        assertThat(alarm.state()).isEqualTo(ActorState.STOPPED);

        maintenance.startMeasuring().await().indefinitely();
        assertThat(alarm.path()).isEqualTo("started.running.healthy");
    }

    @Test
    void messagesDoWhatThePageSays() {
        assertThat(shop.sell(200).await().indefinitely()).isEqualTo(200);
        shop.tip(50);
        shop.tipWhenThereIsRoom(50).await().indefinitely();
        assertThat(shop.refund(300).await().indefinitely()).isZero();
        assertThatThrownBy(() -> shop.refund(1).await().indefinitely()).isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are only 0 cents");

        waiter.tell(w -> w.order("soup"));
        await().untilAsserted(() -> assertThat(waiter.ask(Waiter::served).await().indefinitely()).containsExactly("soup"));
        assertThat(waiter.askAsync(w -> w.bread("rye")).await().indefinitely()).isEqualTo("rye, baked");
    }
}
