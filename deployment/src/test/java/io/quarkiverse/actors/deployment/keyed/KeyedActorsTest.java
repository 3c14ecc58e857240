package io.quarkiverse.actors.deployment.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorKey;
import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Keyed;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.runtime.ActorsRuntime;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** Keyed actors in an application. */
class KeyedActorsTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Rates.class, Balance.class, Change.class, Bookkeeping.class,
                    Fraud.class, Short.class, Vain.class, Journal.class, Ticket.class, Code.class, Events.class)
                    .addAsServiceProvider(Converter.class, CodeConverter.class))
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Short\".idle-timeout", "80ms");

    @Inject
    ActorSystem system;

    @Inject
    ActorsRuntime runtime;

    @Inject
    Journal journal;

    @Inject
    Events events;

    @Inject
    Fraud fraud;

    @Inject
    @ActorStream(Balance.class)
    Multi<Keyed<UUID, Change>> changes;

    @Inject
    Instance<Balance> programmatic;

    private ActorRef<Balance> balance(UUID id) {
        return system.actor(Balance.class, id.toString());
    }

    private ActorRef<Bookkeeping> books(UUID id) {
        return system.actor(Bookkeeping.class, id.toString());
    }

    @Test
    void actorsOfTheSameKeyWireThemselves() throws InterruptedException {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        List<Keyed<UUID, Change>> watched = new CopyOnWriteArrayList<>();
        changes.subscribe().with(watched::add);
        books(one).start().await().atMost(LIMIT);
        books(other).start().await().atMost(LIMIT);
        assertThat(balance(one).ask(b -> b.deposit(10)).await().atMost(LIMIT)).isEqualTo(10);
        assertThat(balance(one).ask(b -> b.deposit(5)).await().atMost(LIMIT)).isEqualTo(15);
        assertThat(balance(other).ask(b -> b.deposit(7)).await().atMost(LIMIT)).isEqualTo(7);
        assertThat(take(fraud.seen(), 3)).containsExactlyInAnyOrder(new Keyed<>(one, new Change(10)),
                new Keyed<>(one, new Change(5)), new Keyed<>(other, new Change(7)));
        assertThat(books(one).ask(b -> take(b.booked, 2)).await().atMost(LIMIT)).containsExactly(new Change(10), new Change(5));
        assertThat(books(one).ask(b -> b.balance.id).await().atMost(LIMIT)).isEqualTo(one);
        assertThat(books(other).ask(b -> b.id).await().atMost(LIMIT)).isEqualTo(other.toString());
        assertThat(books(one).ask(b -> b.balanceRef.key()).await().atMost(LIMIT)).isEqualTo(one.toString());
        assertThat(books(one).ask(b -> b.self.key()).await().atMost(LIMIT)).isEqualTo(one.toString());
        boolean same = books(one).ask(b -> b.balance).await().atMost(LIMIT) == balance(one).ask(b -> b).await().atMost(LIMIT);
        assertThat(same).as("the instance itself is injected").isTrue();
        assertThat(balance(one).ask(b -> b.ledger().name).await().atMost(LIMIT)).isEqualTo("ledger of " + one);
        assertThat(watched).hasSize(3);

        balance(one).stop().await().atMost(LIMIT);
        assertThat(journal.entries).contains("+" + one, "ledger closed " + one, "-" + one).doesNotContain("-" + other);
        assertThat(books(one).state()).isEqualTo(ActorState.INITIALIZED);
        assertThat(balance(one).ask(b -> b.deposit(1)).await().atMost(LIMIT)).as("starts anew").isEqualTo(1);
        assertThat(events.of(one, "Balance")).contains(ActorState.HEALTHY, ActorState.STOPPED);
    }

    @Test
    void keysAreConverted() {
        assertThat(system.actor(Ticket.class, "7-a").ask(t -> t.code.number).await().atMost(LIMIT)).isEqualTo(7);
        assertThatThrownBy(() -> system.actor(Balance.class, "abc").start().await().atMost(LIMIT)).hasMessage(
                "Balance[abc] did not start: The bean of Balance[abc] could not be created:"
                        + " io.quarkiverse.actors.ActorException: The key \"abc\" of Balance is no UUID: SRCFG00026: abc cannot"
                        + " be converted into a UUID");
    }

    @Test
    void anInstanceThatNobodyUsesIsDestroyed() throws InterruptedException {
        ActorRef<Short> ref = system.actor(Short.class, "short");
        assertThat(ref.ask(s -> ++s.count).await().atMost(LIMIT)).isEqualTo(1);
        assertThat(journal.awaited.poll(10, TimeUnit.SECONDS)).isEqualTo("-short");
        assertThat(ref.ask(s -> ++s.count).await().atMost(LIMIT)).isEqualTo(1);
    }

    @Test
    void nobodyElseGetsAnInstance() {
        assertThatThrownBy(() -> programmatic.get().deposit(1)).hasMessage(Balance.class.getName()
                + " belongs to the instance of a key, which is known only while an instance of a keyed actor is created: inject"
                + " it into a field or the constructor of one, or use ActorSystem.actor(Class, key)");
        assertThatThrownBy(() -> system.actor(Balance.class)).hasMessage(
                "Balance is keyed: it has an instance for each key; name one with actor(Balance.class, key)");
        assertThat(system.actors()).extracting(ActorRef::name).containsExactlyInAnyOrder("Rates", "Fraud");
        assertThat(system.graph().actors()).contains("Balance", "Bookkeeping", "Short", "Ticket");
        assertThat(system.graph().dependenciesOf("Bookkeeping")).containsExactly("Balance");
    }

    @Test
    void aResourceThatWasNeverAcquiredIsThatOfTheInstanceItself() throws InterruptedException {
        assertThatThrownBy(() -> system.actor(Vain.class, "a").start().await().atMost(LIMIT))
                .hasMessage("Vain[a] did not start: Vain[a]#fail, @OnEnter(STARTING) failed:"
                        + " java.lang.IllegalStateException: no");
        system.actor(Vain.class, "a").stop().await().atMost(LIMIT);
        assertThat(journal.vain.poll(10, TimeUnit.SECONDS)).isEqualTo(
                "Vain[a]#ledger is not acquired: it is there from the start of its actor to the stop");
        assertThat(runtime.actors().instances("Vain")).as("no successor that nobody asked for").isEmpty();
    }

    private static <T> List<T> take(BlockingQueue<T> queue, int count) {
        List<T> taken = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                taken.add(queue.poll(10, TimeUnit.SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }

    @Actor(autoStart = false)
    static class Rates {
        int rate() {
            return 1;
        }
    }

    record Change(int amount) {
    }

    @Actor(keyed = true)
    static class Balance {

        final UUID id;
        private final Journal journal;
        private final Rates rates;
        private int balance;
        private MultiEmitter<? super Change> changes;

        @Inject
        Balance(@ActorKey UUID id, Journal journal, Rates rates) {
            this.id = id;
            this.journal = journal;
            this.rates = rates;
        }

        @PostConstruct
        void created() {
            journal.entries.add("+" + id);
        }

        @Resource
        Ledger ledger() {
            return new Ledger("ledger of " + id, () -> journal.entries.add("ledger closed " + id));
        }

        int deposit(int amount) {
            balance += amount * rates.rate();
            changes.emit(new Change(amount));
            return balance;
        }

        @Task
        Multi<Change> changes() {
            return Multi.createFrom().emitter(emitter -> changes = emitter);
        }

        @PreDestroy
        void destroyed() {
            journal.entries.add("-" + id);
        }
    }

    static class Ledger implements AutoCloseable {
        final String name;
        private final Runnable closed;

        Ledger(String name, Runnable closed) {
            this.name = name;
            this.closed = closed;
        }

        @Override
        public void close() {
            closed.run();
        }
    }

    @Actor(keyed = true)
    static class Bookkeeping {

        @Inject
        Balance balance;

        @Inject
        ActorRef<Balance> balanceRef;

        @Inject
        ActorRef<Bookkeeping> self;

        @Inject
        @ActorKey
        String id;

        final BlockingQueue<Change> booked = new LinkedBlockingQueue<>();

        @Task
        @ConsumeFrom(Balance.class)
        void book(Change change) {
            booked.add(change);
        }
    }

    @Actor
    @DependsOn(Balance.class)
    static class Fraud {

        private final BlockingQueue<Keyed<UUID, Change>> seen = new LinkedBlockingQueue<>();

        @Task
        @ConsumeFrom(Balance.class)
        void check(Keyed<UUID, Change> change) {
            seen.add(change);
        }

        BlockingQueue<Keyed<UUID, Change>> seen() {
            return seen;
        }
    }

    @Actor(keyed = true, idleTimeout = "1h")
    static class Short {

        @Inject
        Journal journal;

        int count;

        @PreDestroy
        void destroyed() {
            journal.awaited.add("-short");
        }
    }

    /** Does not come as far as its resource. */
    @Actor(keyed = true)
    static class Vain {

        @Inject
        Journal journal;

        @OnEnter(ActorState.STARTING)
        void fail() {
            throw new IllegalStateException("no");
        }

        @Resource
        Ledger ledger() {
            return new Ledger("never", () -> {
            });
        }

        @PreDestroy
        void destroyed() {
            try {
                ledger();
            } catch (ActorNotStartedException e) {
                journal.vain.add(e.getMessage());
            }
        }
    }

    @Actor(keyed = true)
    static class Ticket {
        @Inject
        @ActorKey
        Code code;
    }

    static class Code {
        final int number;

        Code(int number) {
            this.number = number;
        }
    }

    public static class CodeConverter implements Converter<Code> {
        @Override
        public Code convert(String value) {
            return new Code(Integer.parseInt(value.substring(0, value.indexOf('-'))));
        }
    }

    @Singleton
    static class Journal {
        final List<String> entries = new CopyOnWriteArrayList<>();
        final BlockingQueue<String> awaited = new LinkedBlockingQueue<>();
        final BlockingQueue<String> vain = new LinkedBlockingQueue<>();
    }

    @Singleton
    static class Events {

        private final ConcurrentHashMap<String, List<ActorState>> states = new ConcurrentHashMap<>();

        void on(@Observes ActorTransition transition) {
            states.computeIfAbsent(transition.actor() + transition.key(), ignored -> new CopyOnWriteArrayList<>())
                    .add(transition.to());
        }

        List<ActorState> of(UUID key, String actor) {
            return states.getOrDefault(actor + key, List.of());
        }
    }
}
