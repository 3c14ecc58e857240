package io.quarkiverse.actors.runtime.reference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.supervision.Supervision;

/**
 * One actor as the contract describes it: a source that fails when told to, a resource that can be had, or not, or not yet, and
 * a consumer for each stream it lives on.
 */
final class ReferenceActor {

    /** How the resource is acquired. */
    enum Mode {
        WORKS,
        FAILS,
        HANGS
    }

    record Edge(ReferenceActor to, boolean required) {
    }

    // what it is
    final String name;
    final boolean autoStart;
    final Supervision supervision;
    final List<Edge> dependencies = new ArrayList<>();
    final List<ReferenceSink> sinks = new ArrayList<>();

    // what the test does to it
    Mode mode = Mode.WORKS;
    final Set<Trigger> vetoed = EnumSet.noneOf(Trigger.class);

    // what it does
    ActorState state = ActorState.INITIALIZED;
    RestartState restart = RestartState.IGNORE;
    final Deque<ReferenceCall> calls = new ArrayDeque<>();
    boolean byHand;
    boolean down;
    boolean acquired;
    /** Whether iterations are possible: the tasks have begun, and the resources are there. */
    boolean going;
    boolean paused;
    /** Whether the tasks have just been let go, and nothing says how far they have come. */
    private boolean fresh;
    /** Whether a pause came then: the tasks may or may not have gone on before. */
    boolean undecided;
    /** Whether a start or restart has failed after the last call of the test. */
    boolean failedNow;
    /** Whether the next one began at once: who waits may or may not have looked in between, and the contract does not say. */
    boolean undecidable;
    private ActorState reported = ActorState.HEALTHY;
    private boolean backingOff;
    int lost;

    // the source
    boolean subscribed;
    /** When the source goes on; null if it does not wait. */
    Duration delayedUntil;
    /** When the actor restarts, or at once as soon as it can; null if it does not. */
    Duration restartAt;
    boolean restartDue;
    private int failures;
    private Duration failedAt;
    private final Deque<Duration> spent = new ArrayDeque<>();

    ReferenceActor(String name, boolean autoStart, Supervision supervision) {
        this.name = name;
        this.autoStart = autoStart;
        this.supervision = supervision;
    }

    boolean isIn(ActorState outer) {
        return state.isIn(outer);
    }

    Set<ReferenceActor> allRequired() {
        Set<ReferenceActor> all = new HashSet<>();
        for (Edge edge : dependencies) {
            if (edge.required() && all.add(edge.to())) {
                all.addAll(edge.to().allRequired());
            }
        }
        return all;
    }

    boolean requires(ReferenceActor other) {
        return dependencies.stream().anyMatch(edge -> edge.required() && edge.to() == other);
    }

    private boolean isDependencyDown() {
        return allRequired().stream().anyMatch(dependency -> dependency.down);
    }

    /** The worst of what holds. */
    ActorState health() {
        if (isDependencyDown()) {
            return ActorState.UNHEALTHY;
        }
        return backingOff && reported == ActorState.HEALTHY ? ActorState.DEGRADED : reported;
    }

    void report(Trigger trigger) {
        reported = switch (trigger) {
            case REPORT_WARNING -> ActorState.DEGRADED;
            case REPORT_PROBLEM -> ActorState.UNHEALTHY;
            default -> ActorState.HEALTHY;
        };
    }

    // runs

    /** A new run: nothing of the last one counts. */
    void prepare() {
        spent.clear();
        failures = 0;
        paused = false;
        mend();
        sinks.forEach(sink -> sink.joined = true);
    }

    /** What a start and a restart mend. */
    private void mend() {
        reported = ActorState.HEALTHY;
        backingOff = false;
        delayedUntil = null;
        withdrawRestart();
    }

    private void withdrawRestart() {
        restartAt = null;
        restartDue = false;
    }

    void begin() {
        going = true;
        fresh = true;
        down = false;
    }

    void pause() {
        undecided = fresh;
        paused = true;
        state = ActorState.PAUSED;
    }

    void resume() {
        fresh = true;
        paused = false;
        state = health();
    }

    /** Believes what was seen of the tasks. */
    void decide(boolean emits, List<Integer> seen) {
        undecided = false;
        if (emits && !subscribed) {
            goOnEmitting();
        }
        for (int i = 0; i < sinks.size(); i++) {
            ReferenceSink sink = sinks.get(i);
            int more = Math.min(sink.waiting, seen.get(i) - sink.processed);
            sink.processed += more;
            sink.waiting -= more;
        }
    }

    /** The first half of a restart: streams, buffers and dependents wait. */
    void suspend() {
        down = true;
        going = false;
        subscribed = false;
        acquired = false;
    }

    void goOn() {
        mend();
        paused = false;
        begin();
    }

    void crash() {
        down = true;
        restart = RestartState.IGNORE;
        end(false);
        state = ActorState.CRASHED;
    }

    void stop() {
        down = false;
        byHand = false;
        restart = RestartState.IGNORE;
        end(going);
        state = ActorState.STOPPED;
    }

    private void end(boolean draining) {
        for (ReferenceSink sink : sinks) {
            sink.processed += draining ? sink.waiting : 0;
            lost += draining ? 0 : sink.waiting;
            sink.waiting = 0;
            sink.joined = false;
        }
        going = false;
        subscribed = false;
        acquired = false;
        delayedUntil = null;
        withdrawRestart();
    }

    // tasks

    /** Lets the tasks go on that can; true if one does. */
    boolean work(Duration now) {
        boolean moved = false;
        fresh = false;
        if (!subscribed && canEmit(now)) {
            goOnEmitting();
            moved = true;
        }
        if (going && !paused && !isDependencyDown()) {
            for (ReferenceSink sink : sinks) {
                moved |= sink.waiting > 0;
                sink.processed += sink.waiting;
                sink.waiting = 0;
            }
        }
        return moved;
    }

    private void goOnEmitting() {
        subscribed = true;
        backingOff = false;
        delayedUntil = null;
    }

    private boolean canEmit(Duration now) {
        boolean restarting = restartAt != null || restartDue;
        return going && !paused && !restarting && (delayedUntil == null || delayedUntil.compareTo(now) <= 0);
    }

    /** The source has failed: what follows is in {@link #delayedUntil} or {@link #restartAt}; false if no restart is left. */
    boolean fail(Duration now, boolean spends, boolean restarts) {
        subscribed = false;
        Duration delay = supervision.delay(countFailure(now));
        if (spends && !spend(now)) {
            return false;
        }
        backingOff = true;
        if (restarts) {
            restartAt = now.plus(delay);
        } else {
            delayedUntil = now.plus(delay);
        }
        return true;
    }

    private int countFailure(Duration now) {
        boolean quiet = failures > 0 && now.minus(failedAt).compareTo(supervision.within()) >= 0;
        failures = quiet ? 1 : failures + 1;
        failedAt = now;
        return failures;
    }

    private boolean spend(Duration now) {
        spent.removeIf(at -> now.minus(at).compareTo(supervision.within()) >= 0);
        return spent.size() < supervision.maxRestarts() && spent.add(now);
    }

    // lifecycle calls

    /** The call in progress; null if there is none. */
    Trigger current() {
        return calls.isEmpty() ? null : calls.peek().trigger;
    }

    /** Started, and nothing is on its way that ends that. */
    boolean isUp() {
        return isIn(ActorState.STARTED) && !isOnTheWay();
    }

    boolean isOnTheWay() {
        return current() == Trigger.START || current() == Trigger.RESTART;
    }

    boolean isHeadedUp() {
        return calls.stream().anyMatch(ReferenceCall::isWayUp) || isIn(ActorState.STARTING) || isIn(ActorState.STARTED);
    }

    @Override
    public String toString() {
        return "%s %s %s%s resource %s%s, source %s%s, lost %d, %s".formatted(name, state.path(), restart,
                down ? " down" : "", mode, acquired ? " acquired" : "", subscribed ? "runs" : "waits",
                sinks.isEmpty() ? "" : ", processed " + sinks.stream().map(sink -> sink.processed).toList(), lost, calls);
    }
}
