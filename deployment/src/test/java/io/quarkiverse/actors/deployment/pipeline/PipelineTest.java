package io.quarkiverse.actors.deployment.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class PipelineTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int COUNT = 100;

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Blocking.class, Asynchronous.class, Staged.class, Streaming.class,
                    Doubling.class, Collecting.class, Collected.class, Places.class, Counted.class, CountingInterceptor.class))
            .overrideRuntimeConfigKey("quarkus.actors.start-mode", "halted");

    @Inject
    ActorSystem system;

    @Inject
    Collected collected;

    @Inject
    Places places;

    @Inject
    ActorRef<Doubling> doubling;

    @Inject
    @ActorStream(Doubling.class)
    Multi<Long> doubled;

    @Test
    void runsFromEndToEnd() {
        var watched = doubled.collect().asList().subscribe().asCompletionStage();
        assertThat(system.actors()).hasSize(6).extracting(ActorRef::state).containsOnly(ActorState.INITIALIZED);

        system.start().await().atMost(LIMIT);
        system.completion().await().atMost(LIMIT);

        List<Integer> numbers = IntStream.rangeClosed(1, COUNT).boxed().toList();
        List<Long> doubles = LongStream.rangeClosed(1, COUNT).map(n -> 2 * n).boxed().toList();
        assertThat(collected.asynchronous).isEqualTo(numbers);
        assertThat(collected.staged).isEqualTo(numbers);
        assertThat(collected.streamed).isEqualTo(numbers);
        assertThat(collected.doubled).isEqualTo(doubles);
        assertThat(Uni.createFrom().completionStage(watched).await().atMost(LIMIT)).isEqualTo(doubles);
        // also for who comes late
        assertThat(doubled.collect().asList().await().atMost(LIMIT)).isEmpty();

        assertThat(doubling.tasks()).singleElement().satisfies(task -> {
            assertThat(task.name()).isEqualTo("twice");
            assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
            assertThat(task.emitted()).isEqualTo(COUNT);
        });
        assertThat(CountingInterceptor.CALLS).hasValue(COUNT);

        assertThat(places.threads("Blocking")).allSatisfy(thread -> assertThat(thread).startsWith("executor-thread"));
        assertThat(places.threads("Doubling")).allSatisfy(thread -> assertThat(thread).startsWith("executor-thread"));
        assertThat(places.threads("Asynchronous")).allSatisfy(thread -> assertThat(thread).startsWith("vert.x-eventloop"));
        assertThat(places.threads("Staged")).allSatisfy(thread -> assertThat(thread).startsWith("vert.x-eventloop"));
        assertThat(places.unsafe).isEmpty();
    }

    /** Remembers where iterations run. */
    @Singleton
    static class Places {

        final Map<String, Set<String>> threads = new ConcurrentHashMap<>();
        final Set<String> unsafe = ConcurrentHashMap.newKeySet();

        void note(String actor) {
            threads.computeIfAbsent(actor, name -> ConcurrentHashMap.newKeySet()).add(Thread.currentThread().getName());
            Context context = Vertx.currentContext();
            if (context == null || !VertxContext.isDuplicatedContext(context)
                    || !VertxContextSafetyToggle.isExplicitlyMarkedAsSafe(context)
                    || Arc.container().requestContext().isActive()) {
                unsafe.add(actor + " in " + context);
            }
        }

        Set<String> threads(String actor) {
            return threads.get(actor);
        }
    }

    @Singleton
    static class Collected {

        final List<Integer> asynchronous = new CopyOnWriteArrayList<>();
        final List<Integer> staged = new CopyOnWriteArrayList<>();
        final List<Integer> streamed = new CopyOnWriteArrayList<>();
        final List<Long> doubled = new CopyOnWriteArrayList<>();
    }

    @Actor
    static class Blocking {

        private final Places places;
        private int sent;

        Blocking(Places places) {
            this.places = places;
        }

        @Task
        TaskResult<Integer> numbers() {
            places.note("Blocking");
            return ++sent == COUNT ? TaskResult.success(sent) : TaskResult.emit(sent);
        }
    }

    @Actor
    @Singleton
    static class Asynchronous {

        @Inject
        Places places;

        private int sent;

        @Task
        Uni<TaskResult<Integer>> numbers() {
            places.note("Asynchronous");
            return Uni.createFrom().item(sent == COUNT ? TaskResult.success() : TaskResult.emit(++sent));
        }
    }

    @Actor
    static class Staged {

        @Inject
        Places places;

        private int sent;

        @Task
        CompletionStage<TaskResult<Integer>> numbers() {
            places.note("Staged");
            return CompletableFuture.completedFuture(sent == COUNT ? TaskResult.success() : TaskResult.emit(++sent));
        }
    }

    @Actor
    static class Streaming {

        @Task
        Multi<Integer> numbers() {
            return Multi.createFrom().range(1, COUNT + 1);
        }
    }

    @Actor
    static class Doubling {

        @Inject
        Blocking blocking;

        @Inject
        Places places;

        @Task
        @Counted
        @ConsumeFrom(Blocking.class)
        long twice(int number) {
            places.note("Doubling");
            return 2L * number;
        }
    }

    @Actor
    @DependsOn({ Asynchronous.class, Staged.class, Streaming.class })
    static class Collecting {

        @Inject
        Collected collected;

        @Inject
        Doubling doubling;

        @Task
        @ConsumeFrom(Asynchronous.class)
        void asynchronous(int number) {
            collected.asynchronous.add(number);
        }

        @Task
        @ConsumeFrom(Staged.class)
        Uni<Void> staged(Integer number) {
            collected.staged.add(number);
            return Uni.createFrom().voidItem();
        }

        @Task
        @ConsumeFrom(Streaming.class)
        void streamed(Integer number) {
            collected.streamed.add(number);
        }

        @Task
        @ConsumeFrom(Doubling.class)
        void doubled(Long number) {
            collected.doubled.add(number);
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ ElementType.METHOD, ElementType.TYPE })
    @interface Counted {
    }

    @Counted
    @Interceptor
    @Priority(1)
    static class CountingInterceptor {

        static final AtomicInteger CALLS = new AtomicInteger();

        @AroundInvoke
        Object count(InvocationContext context) throws Exception {
            CALLS.incrementAndGet();
            return context.proceed();
        }
    }
}
