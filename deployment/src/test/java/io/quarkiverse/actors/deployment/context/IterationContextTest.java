package io.quarkiverse.actors.deployment.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** What an iteration leaves in its Vert.x context, in the MDC and in the request context, the next one does not see. */
class IterationContextTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int COUNT = 300;

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Footprints.class, Blocking.class, NonBlockingActor.class,
                    Asynchronous.class, Tidy.class, TidyLoop.class, Hooked.class))
            .overrideRuntimeConfigKey("quarkus.actors.start-mode", "halted");

    @Inject
    ActorSystem system;

    @Inject
    Footprints footprints;

    @Test
    void nothingGetsFromOneIterationToTheNext() {
        system.start().await().atMost(LIMIT);
        system.completion().await().atMost(LIMIT);

        assertThat(footprints.seen).isEmpty();
        assertThat(footprints.contexts.get("blocking")).hasSize(COUNT);
        assertThat(footprints.contexts.get("nonblocking")).hasSize(COUNT);
        assertThat(footprints.contexts.get("asynchronous")).hasSize(COUNT);
        assertThat(footprints.contexts.get("tidy").size()).as("contexts into which nothing was put serve again")
                .isLessThan(COUNT / 2);
        assertThat(footprints.contexts.get("tidy loop").size()).isLessThan(COUNT / 2);
        assertThat(footprints.left).as("iterations and hooks were there").hasValue(3 * COUNT + 3);
    }

    /** Looks for what others have left, and leaves something itself. */
    @Singleton
    static class Footprints {

        final List<String> seen = new CopyOnWriteArrayList<>();
        final Map<String, Set<Object>> contexts = new ConcurrentHashMap<>();
        final AtomicInteger left = new AtomicInteger();

        void look(String who) {
            List<String> found = new ArrayList<>();
            ContextLocals.get("left").ifPresent(left -> found.add("local of " + left));
            if (MDC.get("left") != null) {
                found.add("MDC of " + MDC.get("left"));
            }
            if (Arc.container().requestContext().isActive()) {
                found.add("request context");
            }
            if (!VertxContextSafetyToggle.isExplicitlyMarkedAsSafe(Vertx.currentContext())) {
                found.add("no mark of safety");
            }
            count(who);
            found.forEach(what -> seen.add(who + " sees " + what));
        }

        /** Puts nothing into the context, as already a look into the MDC does. */
        void count(String who) {
            contexts.computeIfAbsent(who, key -> ConcurrentHashMap.newKeySet()).add(Vertx.currentContext());
        }

        void leave(String who) {
            ContextLocals.put("left", who);
            MDC.put("left", who);
            Arc.container().requestContext().activate();
            left.incrementAndGet();
        }
    }

    @Actor
    static class Blocking {

        @Inject
        Footprints footprints;

        private int iterations;

        @Task
        TaskResult<Integer> leave() {
            footprints.look("blocking");
            footprints.leave("blocking");
            return ++iterations == COUNT ? TaskResult.success() : TaskResult.emit(iterations);
        }
    }

    @Actor
    static class NonBlockingActor {

        @Inject
        Footprints footprints;

        private int iterations;

        @Task
        @NonBlocking
        TaskResult<Integer> leave() {
            footprints.look("nonblocking");
            footprints.leave("nonblocking");
            return ++iterations == COUNT ? TaskResult.success() : TaskResult.emit(iterations);
        }
    }

    @Actor
    static class Asynchronous {

        @Inject
        Footprints footprints;

        @Inject
        Vertx vertx;

        private int iterations;

        /** The continuation sees what was there before it; in the meantime the event loop does other things. */
        @Task
        Uni<TaskResult<Integer>> leave() {
            footprints.look("asynchronous");
            footprints.leave("asynchronous");
            MDC.put("iteration", ++iterations);
            return pause().map(ignored -> {
                if (!Integer.valueOf(iterations).equals(MDC.get("iteration"))) {
                    footprints.seen.add("iteration " + iterations + " continues with the MDC of " + MDC.get("iteration"));
                }
                return iterations == COUNT ? TaskResult.success() : TaskResult.emit(iterations);
            });
        }

        private Uni<Void> pause() {
            return iterations % 3 != 0 ? Uni.createFrom().voidItem()
                    : Uni.createFrom().emitter(emitter -> vertx.setTimer(1, timer -> emitter.complete(null)));
        }
    }

    @Actor
    static class Tidy {

        @Inject
        Footprints footprints;

        private int iterations;

        @Task
        TaskResult<Integer> count() {
            footprints.count("tidy");
            return ++iterations == COUNT ? TaskResult.success() : TaskResult.emit(iterations);
        }
    }

    @Actor
    static class TidyLoop {

        @Inject
        Footprints footprints;

        private int iterations;

        @Task
        @NonBlocking
        TaskResult<Integer> count() {
            footprints.count("tidy loop");
            return ++iterations == COUNT ? TaskResult.success() : TaskResult.emit(iterations);
        }
    }

    @Actor
    static class Hooked {

        @Inject
        Footprints footprints;

        @OnEnter(ActorState.STARTING)
        void blocking() {
            footprints.look("hook");
            footprints.leave("hook");
        }

        @OnEnter(ActorState.STARTING)
        @NonBlocking
        void nonBlocking() {
            footprints.look("hook");
            footprints.leave("hook");
        }

        @OnEnter(ActorState.TASKS_STARTED)
        void again() {
            footprints.look("hook");
            footprints.leave("hook");
        }
    }
}
