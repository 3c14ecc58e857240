package io.quarkiverse.actors.runtime.system;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.quarkiverse.actors.runtime.testing.Stage;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;
import io.smallrye.mutiny.Uni;

/**
 * What the methods of random actors do: they take their time, fail, and ignore interrupts. Knows what is in progress and what
 * is
 * acquired.
 */
final class RandomSteps {

    /** How the names of resources begin that are released in reverse order. */
    static final String IN_ORDER = "ordered";

    private final Stage stage;
    private final Random random;
    // guarded by this
    private final Map<String, List<String>> inProgress = new HashMap<>();
    private final Map<String, Deque<String>> open = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    RandomSteps(Stage stage, Random random) {
        this.stage = stage;
        this.random = random;
    }

    boolean chance(int oneIn) {
        synchronized (random) {
            return random.nextInt(oneIn) == 0;
        }
    }

    void fail(int oneIn, String what) {
        if (chance(oneIn)) {
            throw new IllegalStateException("random failure of a " + what);
        }
    }

    /** Something that blocks its thread. */
    Object run(String actor, int failure, String what, Callable<?> action) throws Exception {
        begin(actor, what);
        try {
            idle();
            fail(failure, what);
            return action.call();
        } finally {
            end(actor, what);
        }
    }

    private void idle() throws InterruptedException {
        if (chance(8)) {
            Hang hang = stage.hang();
            stage.later(Duration.ofMillis(20), hang::release);
            hang.run();
        } else if (chance(2)) {
            stage.block(Duration.ofMillis(1));
        }
    }

    /** Something that blocks no thread, and may be cancelled. */
    <T> Uni<T> later(String actor, int failure, String what, Supplier<T> action) {
        return Uni.createFrom().emitter(emitter -> {
            begin(actor, what);
            AtomicBoolean over = new AtomicBoolean();
            Timer timer = stage.later(Duration.ofMillis(2), () -> {
                if (over.compareAndSet(false, true)) {
                    end(actor, what);
                    try {
                        fail(failure, what);
                        emitter.complete(action.get());
                    } catch (IllegalStateException random) {
                        emitter.fail(random);
                    }
                }
            });
            emitter.onTermination(() -> {
                if (over.compareAndSet(false, true)) {
                    timer.cancel();
                    end(actor, what);
                }
            });
        });
    }

    private synchronized void begin(String actor, String what) {
        inProgress.computeIfAbsent(actor, name -> new ArrayList<>()).add(what);
    }

    private synchronized void end(String actor, String what) {
        inProgress.get(actor).remove(what);
    }

    Acquisition acquisition(String actor, String resource) {
        return new Acquisition(actor, resource);
    }

    /** How a resource is acquired and released. */
    final class Acquisition {

        private final String actor;
        private final String resource;

        private Acquisition(String actor, String resource) {
            this.actor = actor;
            this.resource = resource;
        }

        AutoCloseable now() throws Exception {
            return (AutoCloseable) run(actor, 20, "acquisition of " + resource, this::opened);
        }

        CompletionStage<AutoCloseable> later() {
            CompletableFuture<AutoCloseable> stageOfIt = new CompletableFuture<>();
            begin(actor, "acquisition of " + resource);
            stage.later(Duration.ofMillis(chance(4) ? 20 : 2), () -> {
                end(actor, "acquisition of " + resource);
                if (chance(20)) {
                    stageOfIt.completeExceptionally(new IllegalStateException("random failure of a stage"));
                } else {
                    stageOfIt.complete(opened());
                }
            });
            return stageOfIt;
        }

        private AutoCloseable opened() {
            synchronized (RandomSteps.this) {
                open.computeIfAbsent(actor, name -> new ArrayDeque<>()).push(resource);
            }
            AtomicBoolean closed = new AtomicBoolean();
            return () -> {
                closed(closed.compareAndSet(false, true));
                run(actor, 20, "release of " + resource, () -> null);
            };
        }

        private void closed(boolean first) {
            synchronized (RandomSteps.this) {
                Deque<String> acquired = open.get(actor);
                String next = acquired.stream().filter(name -> name.startsWith(IN_ORDER)).findFirst().orElse(null);
                boolean inOrder = !resource.startsWith(IN_ORDER) || resource.equals(next);
                if (!first || !acquired.remove(resource) || !inOrder) {
                    problems.add(actor + " released " + resource + (first ? " before " + acquired : " twice"));
                }
            }
        }
    }

    /** What is in progress or acquired. */
    synchronized List<String> leftOver(String actor) {
        List<String> left = new ArrayList<>();
        inProgress.getOrDefault(actor, List.of()).forEach(what -> left.add(actor + ": " + what + " in progress"));
        open.getOrDefault(actor, new ArrayDeque<>()).forEach(resource -> left.add(actor + ": " + resource + " still acquired"));
        return left;
    }

    synchronized List<String> problems() {
        return List.copyOf(problems);
    }
}
