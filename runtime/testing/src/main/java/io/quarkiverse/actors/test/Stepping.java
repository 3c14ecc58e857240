package io.quarkiverse.actors.test;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.system.Actors;
import io.quarkiverse.actors.runtime.task.Task;

/** Runs tasks one iteration at a time. */
final class Stepping {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

    private final Actors actors;
    private final TestInstrumentation instrumentation;

    Stepping(Actors actors, TestInstrumentation instrumentation) {
        this.actors = actors;
        this.instrumentation = instrumentation;
    }

    void step(String actor) {
        cell(actor).tasks().forEach(task -> task.step(true));
    }

    void reset() {
        actors.ordinary().stream().flatMap(cell -> cell.tasks().stream()).filter(Task::isStepped)
                .forEach(task -> task.step(false));
    }

    void tick(String actor, String name) {
        ActorCell cell = cell(actor);
        Task task = task(cell, name);
        if (!cell.state().isIn(ActorState.STARTED)) {
            throw new IllegalStateException("%s cannot be ticked: %s is %s; start it first"
                    .formatted(task, actor, cell.state().path()));
        }
        if (task.isEnded()) {
            throw new IllegalStateException("%s cannot be ticked: it is %s; stop and start the actor to begin anew"
                    .formatted(task, task.state().name().toLowerCase(Locale.ROOT)));
        }
        if (!task.isStepped() && !task.isPeriodic()) {
            throw new IllegalStateException(
                    "%s cannot be ticked: it runs by itself; call step(%s.class) before the actor starts"
                            .formatted(task, actor));
        }
        long before = task.progress();
        instrumentation.expectTick(actor, task);
        try {
            if (!task.tick()) {
                throw new IllegalArgumentException("%s cannot be ticked: it is a Multi, or has several iterations at a time"
                        .formatted(task));
            }
            await(task, before);
        } finally {
            instrumentation.forgetTick(actor, task);
            if (task.isStepped()) {
                task.hold(Task.Hold.STEP);
            }
        }
    }

    private static void await(Task task, long before) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (task.progress() == before || !task.isIdle()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("%s was ticked, and %s within %ds".formatted(task, task.progress() == before
                        ? "did not begin an iteration: it is paused, has nothing to consume, or no room for what it emits,"
                        : "did not finish its iteration", LIMIT.toSeconds()));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private ActorCell cell(String actor) {
        return actors.ordinary().stream().filter(cell -> cell.model().name().equals(actor)).findFirst().orElseThrow();
    }

    private static Task task(ActorCell cell, String name) {
        List<Task> tasks = cell.tasks();
        return tasks.stream().filter(task -> task.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no task %s; its tasks are %s"
                        .formatted(cell.model().name(), name, tasks.stream().map(Task::name).toList())));
    }
}
