package io.quarkiverse.actors.test;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.inject.Singleton;

import io.quarkiverse.actors.runtime.Instrumentation;
import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkus.arc.Unremovable;

/** Stands between the actors and their surroundings: their clock, and the calls of their methods. */
@Singleton
@Unremovable
class TestInstrumentation implements Instrumentation {

    private final TestClock clock = new TestClock();
    /** To be thrown by calls to come, by actor and method. */
    private final Map<String, Queue<Throwable>> failures = new ConcurrentHashMap<>();
    /** Tasks that are held again as soon as their iteration has begun, by actor and method. */
    private final Map<String, Task> ticks = new ConcurrentHashMap<>();
    private volatile Platform platform;

    TestClock clock() {
        return clock;
    }

    @Override
    public Platform platform(Platform quarkus) {
        clock.connect(quarkus.timers(), quarkus.control());
        platform = new Platform(quarkus.workers(), quarkus.virtual(), quarkus.loops(), quarkus.control(), clock::after,
                clock.asClock(), clock::nanoTime, quarkus.parallelism(), quarkus.contexts(), quarkus.random());
        return platform;
    }

    Platform platform() {
        return platform;
    }

    @Override
    public MethodCall call(String actor, MethodModel method, MethodCall call) {
        String key = key(actor, method.name());
        return (instance, arguments) -> {
            Task ticked = ticks.remove(key);
            if (ticked != null && ticked.isStepped()) {
                ticked.hold(Task.Hold.STEP); // which also ends the burst of iterations after this one
            }
            Queue<Throwable> due = failures.get(key);
            Throwable failure = due == null ? null : due.poll();
            if (failure != null) {
                throw failure;
            }
            return call.call(instance, arguments);
        };
    }

    @Override
    public void shutdown() {
        clock.resume();
    }

    void fail(String actor, String method, Throwable failure) {
        failures.computeIfAbsent(key(actor, method), key -> new ConcurrentLinkedQueue<>()).add(failure);
    }

    void expectTick(String actor, Task task) {
        ticks.put(key(actor, task.model().method().name()), task);
    }

    void forgetTick(String actor, Task task) {
        ticks.remove(key(actor, task.model().method().name()), task);
    }

    void reset() {
        failures.clear();
        ticks.clear();
        clock.resume();
    }

    private static String key(String actor, String method) {
        return actor + "#" + method;
    }
}
