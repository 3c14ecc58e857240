package io.quarkiverse.actors.runtime.lifecycle;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;

/** What makes a running actor healthy, degraded or unhealthy: the worst of what holds counts. Control thread. */
final class Health {

    /**
     * What holds.
     *
     * @param state {@link ActorState#HEALTHY}, {@link ActorState#DEGRADED} or {@link ActorState#UNHEALTHY}
     * @param reason why; null if healthy
     * @param cause the failure behind it, or null
     */
    record Verdict(ActorState state, String reason, Throwable cause) {

        /** The trigger of a move to this verdict. */
        Trigger trigger() {
            return switch (state) {
                case HEALTHY -> Trigger.RECOVER;
                case DEGRADED -> Trigger.REPORT_WARNING;
                default -> Trigger.REPORT_PROBLEM;
            };
        }
    }

    private static final Verdict HEALTHY = new Verdict(ActorState.HEALTHY, null, null);

    private Verdict reported = HEALTHY;
    /** Why tasks wait before they go on. */
    private final Map<String, Throwable> backingOff = new LinkedHashMap<>();
    /** The tasks that have stalled, and what is to be said of them. */
    private final Map<String, String> stalled = new LinkedHashMap<>();
    private final Set<String> down = new LinkedHashSet<>();

    void report(ActorState state, String reason) {
        reported = new Verdict(state, reason, null);
    }

    void recover() {
        reported = HEALTHY;
    }

    void backingOff(String task, Throwable cause) {
        backingOff.put(task, cause);
    }

    /** Notes that a task does not wait any more; true if it did. */
    boolean goesOn(String task) {
        return backingOff.remove(task) != null;
    }

    void stalled(String task, String reason) {
        stalled.put(task, reason);
    }

    void movesOn(String task) {
        stalled.remove(task);
    }

    /** Forgets what a start or restart mends. */
    void reset() {
        reported = HEALTHY;
        backingOff.clear();
        stalled.clear();
    }

    /** Notes that a required dependency is down or back; true if that changes whether one is down. */
    boolean dependency(String name, boolean isDown) {
        boolean before = down.isEmpty();
        if (isDown) {
            down.add(name);
        } else {
            down.remove(name);
        }
        return before != down.isEmpty();
    }

    boolean isDependencyDown() {
        return !down.isEmpty();
    }

    /** Whether no task waits after a failure, and no dependency is down. */
    boolean isUndisturbed() {
        return down.isEmpty() && backingOff.isEmpty();
    }

    Verdict worst() {
        if (!down.isEmpty()) {
            return new Verdict(ActorState.UNHEALTHY, "required dependency " + down.iterator().next() + " is down", null);
        }
        if (!stalled.isEmpty()) {
            return new Verdict(ActorState.UNHEALTHY, stalled.values().iterator().next(), null);
        }
        if (reported.state() != ActorState.UNHEALTHY && !backingOff.isEmpty()) {
            Map.Entry<String, Throwable> first = backingOff.entrySet().iterator().next();
            return new Verdict(ActorState.DEGRADED, first.getKey() + " failed and waits before it goes on", first.getValue());
        }
        return reported;
    }
}
