package io.quarkiverse.actors.deployment.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Keyed;
import io.quarkiverse.actors.Supervised;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class TracesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int COUNT = 3;

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Spans.class, Numbers.class, Twice.class, Later.class, Stage.class,
                    Running.class, Sink.class, Batches.class, Balance.class, Ledger.class, Letters.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.otel.traces.exporter", "none");

    @Inject
    Spans spans;

    @Inject
    Tracer tracer;

    @Inject
    Letters letters;

    @Inject
    ActorSystem actors;

    @Inject
    ActorRef<Numbers> numbers;

    @Inject
    ActorRef<Sink> sink;

    @Inject
    @ActorStream(Numbers.class)
    Multi<Integer> watched;

    @Inject
    @ActorStream(Balance.class)
    Multi<Keyed<String, Integer>> changes;

    @Test
    void followsItems() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        watched.subscribe().with(seen::add);
        numbers.start().await().atMost(LIMIT);
        sink.completion().await().atMost(LIMIT);

        assertThat(spans.of("Numbers#numbers", COUNT)).allMatch(Spans::isRoot)
                .allMatch(span -> span.getKind() == SpanKind.PRODUCER);
        spans.assertChain("Numbers#numbers", "Twice#twice", COUNT);
        spans.assertChain("Twice#twice", "Later#later", COUNT);
        spans.assertChain("Later#later", "Stage#stage", COUNT);
        spans.assertChain("Stage#stage", "Running#sum", COUNT);
        spans.assertChain("Running#sum", "Sink#add", COUNT);
        assertThat(Sink.SUMS).containsExactly(2, 6, 12);
        assertThat(spans.of("Sink#add")).extracting(SpanData::getTraceId).as("one trace for each item")
                .containsExactlyElementsOf(spans.of("Numbers#numbers").stream().map(SpanData::getTraceId).toList());
        assertThat(spans.of("Sink#add").get(0).getAttributes().asMap().toString()).contains("actor.name=Sink",
                "actor.task=add");

        bodiesSeeTheirSpan();
        batches();
        failures();
        Awaitility.await().untilAsserted(() -> assertThat(seen).as("from outside").containsExactly(1, 2, 3));
    }

    private void bodiesSeeTheirSpan() {
        assertThat(Numbers.CURRENT).isNotEmpty().containsOnly(Spans.none());
        assertThat(Twice.CURRENT).containsExactlyElementsOf(ids("Twice#twice"));
        assertThat(Later.CURRENT).containsExactlyElementsOf(ids("Later#later"));
        assertThat(Running.CURRENT).containsExactlyElementsOf(ids("Running#sum"));
    }

    private void batches() {
        SpanData batch = spans.of("Batches#collect", 1).get(0);
        assertThat(batch).matches(Spans::isRoot);
        assertThat(batch.getLinks()).extracting(LinkData::getSpanContext)
                .containsExactlyElementsOf(spans.of("Numbers#numbers").stream().map(SpanData::getSpanContext).toList());
        assertThat(batch.getAttributes().asMap().toString()).contains("actor.batch.size=3");
        Awaitility.await().untilAsserted(() -> assertThat(letters.items()).contains(List.of(1, 2, 3)));
    }

    private void failures() {
        List<SpanData> adds = spans.of("Sink#add");
        assertThat(adds).extracting(span -> span.getStatus().getStatusCode()).containsExactly(StatusCode.UNSET,
                StatusCode.UNSET, StatusCode.ERROR);
        assertThat(adds.get(2).getEvents()).hasSize(1);
        Awaitility.await().untilAsserted(() -> assertThat(letters.items()).contains(12));
    }

    private List<String> ids(String name) {
        return spans.of(name).stream().map(SpanData::getSpanId).toList();
    }

    @Test
    void followsItemsOfKeyedActors() {
        List<Keyed<String, Integer>> seen = new CopyOnWriteArrayList<>();
        changes.subscribe().with(seen::add);
        actors.actor(Balance.class, "a").start().await().atMost(LIMIT);

        spans.assertChain("Balance#changes", "Ledger#book", 1);
        assertThat(Ledger.BOOKED).containsExactly(new Keyed<>("a", 7));
        Awaitility.await().untilAsserted(() -> assertThat(seen).containsExactly(new Keyed<>("a", 7)));
    }

    @Test
    void followsMessages() {
        ActorRef<Ledger> ledger = actors.actor(Ledger.class);
        Span sender = tracer.spanBuilder("sender").startSpan();
        String asked;
        String askedLater;
        CompletableFuture<String> told = new CompletableFuture<>();
        try (Scope scope = sender.makeCurrent()) {
            asked = ledger.ask(it -> Spans.current()).await().atMost(LIMIT);
            askedLater = ledger.askAsync(it -> Uni.createFrom().item("x").onItem().delayIt().by(Duration.ofMillis(5))
                    .map(x -> Spans.current())).await().atMost(LIMIT);
            ledger.tell(it -> told.complete(Spans.current()));
            told.join();
        } finally {
            sender.end();
        }
        Consumer<SpanData> isChild = span -> assertThat(span.getParentSpanId()).isEqualTo(sender.getSpanContext().getSpanId());
        assertThat(spans.of("Ledger#ask", 2)).allSatisfy(isChild).extracting(SpanData::getSpanId).containsExactly(asked,
                askedLater);
        assertThat(spans.of("Ledger#tell", 1)).allSatisfy(isChild).extracting(SpanData::getSpanId)
                .containsExactly(told.join());
        assertThat(ledger.ask(it -> 1).await().atMost(LIMIT)).isEqualTo(1);
        assertThat(spans.of("Ledger#ask", 3).get(2)).as("of a sender without a span").matches(Spans::isRoot);
    }

    @Actor(autoStart = false)
    static class Numbers {

        static final List<String> CURRENT = new CopyOnWriteArrayList<>();
        private int last;

        @Task
        TaskResult<Integer> numbers() {
            CURRENT.add(Spans.current());
            return last == COUNT ? TaskResult.success() : TaskResult.emit(++last);
        }
    }

    @Actor
    @DependsOn(value = Numbers.class, required = false)
    static class Twice {

        static final List<String> CURRENT = new CopyOnWriteArrayList<>();

        @Task
        @ConsumeFrom(Numbers.class)
        int twice(int number) {
            CURRENT.add(Spans.current());
            return number * 2;
        }
    }

    @Actor
    @DependsOn(Twice.class)
    static class Later {

        static final List<String> CURRENT = new CopyOnWriteArrayList<>();

        @Task
        @ConsumeFrom(Twice.class)
        Uni<TaskResult<Integer>> later(int number) {
            return Uni.createFrom().item(number).onItem().delayIt().by(Duration.ofMillis(5)).map(it -> {
                CURRENT.add(Spans.current());
                return TaskResult.emit(it);
            });
        }
    }

    @Actor
    @DependsOn(Later.class)
    static class Stage {

        @Task(concurrency = 2)
        @ConsumeFrom(Later.class)
        CompletionStage<Integer> stage(int number) {
            return CompletableFuture.completedFuture(number);
        }
    }

    @Actor
    @DependsOn(Stage.class)
    static class Running {

        static final List<String> CURRENT = new CopyOnWriteArrayList<>();

        @Task
        @ConsumeFrom(Stage.class)
        Multi<Integer> sum(Multi<Integer> numbers) {
            return numbers.onItem().invoke(it -> CURRENT.add(Spans.current())).onItem().scan(() -> 0, Integer::sum)
                    .select().where(sum -> sum > 0);
        }
    }

    @Actor
    @Supervised(strategy = SupervisionStrategy.RESUME)
    @DependsOn(Running.class)
    static class Sink {

        static final List<Integer> SUMS = new CopyOnWriteArrayList<>();

        @Task
        @ConsumeFrom(Running.class)
        void add(int sum) {
            SUMS.add(sum);
            if (sum == 12) {
                throw new IllegalStateException("twelve");
            }
        }
    }

    @Actor
    @Supervised(strategy = SupervisionStrategy.RESUME)
    @DependsOn(value = Numbers.class, required = false)
    static class Batches {

        @Task
        @ConsumeFrom(value = Numbers.class, batchSize = COUNT)
        void collect(List<Integer> batch) {
            throw new IllegalStateException("a batch of " + batch);
        }
    }

    @Actor(keyed = true)
    static class Balance {

        @Task
        TaskResult<Integer> changes() {
            return TaskResult.success(7);
        }
    }

    @Actor
    @DependsOn(Balance.class)
    static class Ledger {

        static final List<Keyed<String, Integer>> BOOKED = new CopyOnWriteArrayList<>();

        @Task
        @ConsumeFrom(Balance.class)
        void book(Keyed<String, Integer> change) {
            BOOKED.add(change);
        }
    }

    @ApplicationScoped
    static class Letters {

        private final List<Object> items = new CopyOnWriteArrayList<>();

        void add(@Observes DeadLetter letter) {
            items.add(letter.item());
        }

        List<Object> items() {
            return items;
        }
    }
}
