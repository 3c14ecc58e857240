package io.quarkiverse.actors.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;

@QuarkusTest
class SamplesTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    ActorSystem actors;
    @Inject
    ActorRef<Alarm> alarm;
    @Inject
    ActorRef<Archive> archive;
    @Inject
    ActorRef<Thermometer> thermometer;
    @Inject
    Banner banner;
    @Inject
    ActorRef<Banner> advertising;
    @Inject
    Maintenance maintenance;
    @Inject
    Bank bank;
    @Inject
    ActorRef<FraudWatch> fraud;
    @Inject
    AlarmFeed feed;
    @Inject
    ActorRef<Delivery.Courier> courier;
    @Inject
    Delivery.DeadLetterOffice office;
    @Inject
    Gauge gauge;
    @Inject
    Inbox inbox;
    @Inject
    Journal journal;
    @Inject
    Mail mail;
    @Inject
    Store store;
    @Inject
    Shop shop;
    @Inject
    ActorRef<Waiter> waiter;

    @BeforeEach
    void alarmRings() {
        await().untilAsserted(() -> assertThat(alarm.state()).isEqualTo(ActorState.DEGRADED));
    }

    @Test
    void actorsDependOnEachOtherAsThePagesSay() {
        assertThat(actors.graph().actors()).contains("Thermometer", "Display", "Alarm");
        assertThat(actors.graph().dependenciesOf("Alarm")).containsExactlyInAnyOrder("Display", "Thermometer");
    }

    @Test
    void lifecycleCallsDoWhatThePagesSay() {
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

    @Test
    void whatCannotBeDeliveredIsADeadLetter() {
        courier.start().await().indefinitely();
        await().untilAsserted(() -> {
            assertThat(office.parcels()).containsExactly(1);
            assertThat(task("Courier", "deliver").iterations()).isEqualTo(4);
        });
        courier.stop().await().indefinitely();
    }

    @Test
    void periodicTaskBeats() {
        await().untilAsserted(() -> assertThat(journal.lines()).contains("The thermometer is started.running.healthy"));
        assertThat(task("Heartbeat", "greet").iterations()).isZero();
    }

    @Test
    void pollingTaskFindsWhatComes() {
        inbox.deliver("a letter");

        await().untilAsserted(() -> assertThat(task("Inbox", "letters").emitted()).isPositive());
        assertThat(task("Inbox", "letters").skipped()).isPositive();
    }

    @Test
    void probeRecoversWhatTheBatchesReported() {
        store.setReachable(false);
        await().untilAsserted(() -> assertThat(archive.state()).isEqualTo(ActorState.UNHEALTHY));
        int before = store.size();

        store.setReachable(true);

        await().untilAsserted(() -> assertThat(archive.state()).isEqualTo(ActorState.HEALTHY));
        await().untilAsserted(() -> assertThat(store.size()).isGreaterThan(before));
    }

    @Test
    void variantsTakeTurns() {
        await().untilAsserted(() -> assertThat(advertising.path()).startsWith("started.running.healthy.Variant"));
        banner.decideForB().await().indefinitely();
        assertThat(advertising.path()).isEqualTo("started.running.healthy.VariantB");
        await().untilAsserted(() -> assertThat(banner.text()).isEqualTo("The thermometers that cooks trust"));
    }

    @Test
    void streamsFlowAsThePagesSay() {
        assertThat(journal.lines()).anyMatch(line -> line.startsWith("It is hot"));
        await().untilAsserted(() -> assertThat(mail.sent()).anyMatch(text -> text.startsWith("It is hot")));
        await().untilAsserted(() -> assertThat(task("Average", "averages").emitted()).isPositive());
        await().untilAsserted(() -> assertThat(gauge.shown()).isGreaterThan(20));
        await().untilAsserted(() -> assertThat(task("Audit", "record").iterations()).isPositive());
        assertThat(task("Audit", "record").failed()).isZero();
    }

    @Test
    void streamCanBeWatched() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Cancellable watching = feed.alarms().subscribe().with(seen::add);

        maintenance.replaceSensor().await().atMost(Duration.ofSeconds(10));

        await().untilAsserted(() -> assertThat(seen).contains("It is cool again"));
        watching.cancel();
    }

    private TaskSnapshot task(String actor, String task) {
        return actors.actor(actor).tasks().stream().filter(snapshot -> snapshot.name().equals(task)).findFirst().orElseThrow();
    }

    @Test
    void accountsHaveStatementsAndAreWatched() {
        UUID account = UUID.randomUUID();
        ActorRef<Statement> statement = actors.actor(Statement.class, account.toString());
        statement.start().await().atMost(LIMIT);
        assertThat(bank.deposit(account, 2_000_000).await().atMost(LIMIT)).isEqualTo(2_000_000);
        assertThat(bank.deposit(account, -1).await().atMost(LIMIT)).isEqualTo(1_999_999);
        assertThatThrownBy(() -> bank.deposit(account, -2_000_000).await().atMost(LIMIT))
                .hasMessage("account " + account + " has only 1999999 cents");
        await().untilAsserted(
                () -> assertThat(statement.ask(Statement::lines).await().atMost(LIMIT)).containsExactly(2_000_000L, -1L));
        await().untilAsserted(() -> assertThat(fraud.ask(FraudWatch::suspects).await().atMost(LIMIT)).containsExactly(account));
    }
}
