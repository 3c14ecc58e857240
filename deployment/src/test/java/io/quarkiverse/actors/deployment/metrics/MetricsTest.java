package io.quarkiverse.actors.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Supervised;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

class MetricsTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Numbers.class, Sink.class, Clock.class, Ticker.class));

    @Inject
    ActorRef<Numbers> numbers;

    @Inject
    ActorRef<Sink> sink;

    @BeforeAll
    static void listen() {
        Metrics.addRegistry(REGISTRY);
    }

    @AfterAll
    static void leave() {
        Metrics.removeRegistry(REGISTRY);
    }

    @Test
    void countsWhatActorsDo() throws IOException {
        numbers.start().await().atMost(LIMIT);
        sink.completion().await().atMost(LIMIT);
        assertThat(count("actors.task.iterations", "Sink", "task", "add")).isEqualTo(9);
        assertThat(count("actors.task.iterations", "Numbers", "task", "numbers")).isEqualTo(12);
        assertThat(count("actors.task.outcomes", "Numbers", "outcome", "skipped")).isEqualTo(1);
        assertThat(count("actors.task.outcomes", "Numbers", "outcome", "retried")).isEqualTo(1);
        assertThat(count("actors.task.outcomes", "Sink", "outcome", "failed")).isEqualTo(1);
        assertThat(count("actors.stream.items", "Numbers", "task", "numbers")).isEqualTo(9);
        Awaitility.await()
                .untilAsserted(() -> assertThat(count("actors.stream.items", "Ticker", "task", "ticks")).isEqualTo(3));
        assertThat(count("actors.stream.drops", "Ticker", "reason", "unseen")).isEqualTo(3);
        assertThat(count("actors.stream.drops", "Numbers", "reason", "unseen")).isZero();
        assertThat(get("actors.task.duration", "Sink").functionTimer().count()).isEqualTo(9);
        assertThat(get("actors.task.duration", "Sink").functionTimer().totalTime(TimeUnit.MILLISECONDS)).isGreaterThan(10);
        assertThat(get("actors.stream.buffered", "Sink").tag("producer", "Numbers#numbers").gauge().value()).isZero();
        assertThat(get("actors.stream.capacity", "Sink").tag("producer", "Numbers#numbers").gauge().value()).isEqualTo(8);
        assertThat(get("actors.mailbox.size", "Sink").gauge().value()).isZero();
        Awaitility.await().untilAsserted(() -> assertThat(get("actors.dead.letters", "Sink").counter().count()).isEqualTo(1));

        states();
        pageListsEveryMeterAndNoOther();
    }

    private void states() {
        assertThat(state("Sink", "healthy")).isEqualTo(1);
        sink.restart().await().atMost(LIMIT);
        assertThat(get("actors.restarts", "Sink").counter().count()).isEqualTo(1);
        assertThat(get("actors.restarts", "Clock").counter().count()).isZero();
        sink.pause().await().atMost(LIMIT);
        assertThat(state("Sink", "healthy")).isZero();
        assertThat(state("Sink", "paused")).isEqualTo(1);
        assertThat(get("actors.transitions", "Sink").tag("state", "paused").counter().count()).isEqualTo(1);
        sink.stop().await().atMost(LIMIT);
        sink.start().await().atMost(LIMIT);
        assertThat(count("actors.task.iterations", "Sink", "task", "add")).as("goes on").isEqualTo(9);
    }

    private static double state(String actor, String state) {
        return get("actors.states", actor).tag("state", state).gauge().value();
    }

    private static double count(String meter, String actor, String tag, String value) {
        return get(meter, actor).tag(tag, value).functionCounter().count();
    }

    private static RequiredSearch get(String meter, String actor) {
        return REGISTRY.get(meter).tag("actor", actor);
    }

    private static void pageListsEveryMeterAndNoOther() throws IOException {
        TreeMap<String, TreeSet<String>> tags = new TreeMap<>();
        for (Meter meter : REGISTRY.getMeters()) {
            Meter.Id id = meter.getId();
            if (id.getName().startsWith("actors.")) {
                assertThat(id.getDescription()).as(id.getName()).isNotBlank();
                tags.computeIfAbsent("|`%s` |%s |".formatted(id.getName(), type(meter)), key -> new TreeSet<>())
                        .addAll(id.getTags().stream().map(Tag::getKey).toList());
            }
        }
        List<String> rows = tags.entrySet().stream().map(entry -> entry.getKey()
                + entry.getValue().stream().map("`%s`"::formatted).collect(Collectors.joining(", "))).toList();

        assertThat(Files.readAllLines(Path.of("../docs/modules/ROOT/pages/observability.adoc")).stream()
                .filter(line -> line.startsWith("|`actors."))).containsExactlyInAnyOrderElementsOf(rows);
    }

    private static String type(Meter meter) {
        return switch (meter.getId().getType()) {
            case GAUGE -> "gauge";
            case COUNTER -> "counter";
            case TIMER, OTHER -> "timer";
            default -> meter.getId().getType().toString();
        };
    }

    @Actor(autoStart = false)
    static class Numbers {

        private int calls;

        /** Nothing, then once more, then nine numbers and the end. */
        @Task
        TaskResult<Integer> numbers() {
            return switch (++calls) {
                case 1 -> TaskResult.skip();
                case 2 -> TaskResult.retry();
                case 12 -> TaskResult.success();
                default -> TaskResult.emit(calls);
            };
        }
    }

    @Actor
    @Supervised(strategy = SupervisionStrategy.RESUME)
    @DependsOn(value = Numbers.class, required = false)
    static class Sink {

        @Task
        @ConsumeFrom(value = Numbers.class, buffer = 8)
        void add(int number) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(2);
            if (number == 7) {
                throw new IllegalStateException("7");
            }
        }
    }

    @Actor
    static class Clock {

        @Task(every = "1h")
        void tick() {
            // an iteration is enough
        }
    }

    @Actor
    static class Ticker {

        @Task
        Multi<Integer> ticks() {
            return Multi.createFrom().items(1, 2, 3);
        }
    }
}
