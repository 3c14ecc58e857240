package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A graph that is busy all the time: sources of each kind, pipes with one and with several iterations at a time, sinks; each
 * task is able to fail on demand. Every stream has a single consumer, so that each item has a single fate.
 */
final class SoakGraph {

    static final List<String> ACTORS = List.of("Blocking", "Async", "Stream", "Periodic", "Pipe", "Wide", "Batch", "Sink",
            "Last");

    /** The producer of each consumer. */
    static final Map<String, String> PRODUCERS = Map.of("Pipe", "Blocking", "Wide", "Async", "Batch", "Stream", "Sink", "Pipe",
            "Last", "Periodic");

    private static final Supervision TASK = Supervision.DEFAULT.withBudget(-1, Duration.ofMinutes(1))
            .withBackoff(Duration.ofMillis(20), Duration.ofMillis(100), 0.2);

    /** What has become of the items of a stream. */
    static final class Account {
        final LongAdder emitted = new LongAdder();
        final LongAdder processed = new LongAdder();
        final LongAdder dead = new LongAdder();
    }

    /** By the name of the consumer. */
    final Map<String, Account> accounts = new TreeMap<>();
    /** Dead letters. */
    final LongAdder attempted = new LongAdder();
    final LongAdder unattempted = new LongAdder();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger subscriptions = new AtomicInteger();
    /** How many iterations of each actor are to fail. */
    private final Map<String, AtomicInteger> failures = new TreeMap<>();

    SoakGraph() {
        for (String actor : ACTORS) {
            accounts.put(actor, new Account());
            failures.put(actor, new AtomicInteger());
        }
    }

    List<TestActor> actors() {
        List<TestActor> all = new ArrayList<>();
        all.add(resourceful("Blocking").source("out", () -> emit("Blocking", "Pipe")).supervised(TASK));
        all.add(resourceful("Async").asyncSource("out", () -> Uni.createFrom().item(() -> emit("Async", "Wide")))
                .supervised(TASK.withStrategy(SupervisionStrategy.RESTART_ACTOR)));
        all.add(resourceful("Stream").stream("out", this::stream).supervised(TASK));
        all.add(resourceful("Periodic").source("out", () -> emit("Periodic", "Last")).every(Duration.ofMillis(2))
                .supervised(TASK.withStrategy(SupervisionStrategy.RESUME)));
        all.add(resourceful("Pipe").requires("Blocking").pipe("out", from("Blocking", "out"), item -> {
            take("Pipe", 1);
            accounts.get("Sink").emitted.increment();
            return 1;
        }).supervised(TASK));
        all.add(resourceful("Wide").requires("Async").asyncSink("out", from("Async", "out", 64),
                item -> Uni.createFrom().item(() -> take("Wide", 1))).concurrent(4).supervised(TASK));
        InputModel batches = new InputModel("Stream", "out", 100, Overflow.BACKPRESSURE, 10, "");
        all.add(resourceful("Batch").requires("Stream").task("out", Returns.VALUE, false, List.of(batches),
                items -> take("Batch", ((List<?>) items).size())).with(model -> model,
                        s -> new TaskSettings(s.schedule(), s.delay(), s.timeout(), s.stallTimeout(),
                                List.of(Duration.ofMillis(5)),
                                TASK.withStrategy(SupervisionStrategy.RESUME))));
        all.add(resourceful("Sink").requires("Pipe").sink("out", from("Pipe", "out", 16), item -> take("Sink", 1))
                .supervised(TASK.withStrategy(SupervisionStrategy.RESTART_ACTOR)));
        all.add(resourceful("Last").requires("Periodic").sink("out", from("Periodic", "out"), item -> take("Last", 1))
                .supervised(TASK.withMaxAttempts(1)));
        return all;
    }

    private TestActor resourceful(String name) {
        return actor(name).resource("resource", () -> {
            open.incrementAndGet();
            return (AutoCloseable) open::decrementAndGet;
        });
    }

    private Multi<Object> stream() {
        return Multi.createBy().repeating().supplier(() -> (Object) emit("Stream", "Batch")).indefinitely()
                .onSubscription().invoke(subscriptions::incrementAndGet)
                .onTermination().invoke(subscriptions::decrementAndGet);
    }

    // what the tasks do

    /** Lets the tasks of an actor fail so many times. */
    void fail(String actor, int times) {
        failures.get(actor).set(times);
    }

    private void failIfTold(String actor) {
        AtomicInteger left = failures.get(actor);
        if (left.get() > 0 && left.getAndDecrement() > 0) {
            throw new IllegalStateException("failure of " + actor);
        }
    }

    private Object emit(String source, String consumer) {
        failIfTold(source);
        accounts.get(consumer).emitted.increment();
        return 1;
    }

    private Object take(String consumer, int items) {
        Account account = accounts.get(consumer);
        failIfTold(consumer);
        account.processed.add(items);
        return TaskResult.proceed();
    }

    void dead(DeadLetter letter) {
        int items = letter.item() instanceof List<?> batch ? batch.size() : 1;
        accounts.get(letter.actor()).dead.add(items);
        (letter.attempts() == 0 ? unattempted : attempted).add(items);
    }

    /** Corrects how many items were emitted to a consumer. */
    void setEmitted(String consumer, long items) {
        LongAdder emitted = accounts.get(consumer).emitted;
        emitted.reset();
        emitted.add(items);
    }

    /** Every item that was emitted was processed, or was a dead letter, or came when its consumer was not there. */
    void check(Map<String, Long> unseen) {
        accounts.forEach((consumer, account) -> assertThat(account.emitted.sum())
                .as("items for %s, of which %s processed, %s dead, %s unseen", consumer, account.processed, account.dead,
                        unseen.getOrDefault(consumer, 0L))
                .isEqualTo(account.processed.sum() + account.dead.sum() + unseen.getOrDefault(consumer, 0L)));
    }
}
