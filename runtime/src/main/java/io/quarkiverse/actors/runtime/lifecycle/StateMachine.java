package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.ActorState.CRASHED;
import static io.quarkiverse.actors.ActorState.DEGRADED;
import static io.quarkiverse.actors.ActorState.DEPENDENCIES_STARTED;
import static io.quarkiverse.actors.ActorState.DEPENDENCIES_STOPPED;
import static io.quarkiverse.actors.ActorState.HEALTHY;
import static io.quarkiverse.actors.ActorState.INITIALIZED;
import static io.quarkiverse.actors.ActorState.INITIALIZING;
import static io.quarkiverse.actors.ActorState.PAUSED;
import static io.quarkiverse.actors.ActorState.RESOURCES_ACQUIRED;
import static io.quarkiverse.actors.ActorState.RESOURCES_RELEASED;
import static io.quarkiverse.actors.ActorState.RUNNING;
import static io.quarkiverse.actors.ActorState.STARTED;
import static io.quarkiverse.actors.ActorState.STARTING;
import static io.quarkiverse.actors.ActorState.STOPPED;
import static io.quarkiverse.actors.ActorState.STOPPING;
import static io.quarkiverse.actors.ActorState.TASKS_STARTED;
import static io.quarkiverse.actors.ActorState.TASKS_STOPPED;
import static io.quarkiverse.actors.ActorState.UNHEALTHY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.SubstateModel;

/**
 * The states of an actor and the moves between them, as two tables: where a trigger is allowed, and which state may follow
 * which.
 * <p>
 * One thread moves it, any thread may read it.
 */
public final class StateMachine {

    /** Where a trigger is allowed: in these states and everything they enclose. */
    private static final Map<Trigger, Set<ActorState>> ALLOWED = new EnumMap<>(Trigger.class);
    /** Where a trigger has nothing to do. */
    private static final Map<Trigger, ActorState> TARGETS = new EnumMap<>(Trigger.class);
    private static final Map<ActorState, Set<ActorState>> SUCCESSORS = new EnumMap<>(ActorState.class);

    static {
        ALLOWED.put(Trigger.INITIALIZE, EnumSet.of(INITIALIZING));
        ALLOWED.put(Trigger.START, EnumSet.of(INITIALIZING, INITIALIZED, STOPPED, CRASHED));
        ALLOWED.put(Trigger.PAUSE, EnumSet.of(RUNNING));
        ALLOWED.put(Trigger.RESUME, EnumSet.of(PAUSED));
        ALLOWED.put(Trigger.STOP, EnumSet.of(INITIALIZED, STARTING, STARTED, CRASHED));
        ALLOWED.put(Trigger.RESTART, EnumSet.of(RUNNING, PAUSED, CRASHED));
        ALLOWED.put(Trigger.REPORT_ERROR, EnumSet.allOf(ActorState.class));
        ALLOWED.put(Trigger.REPORT_WARNING, EnumSet.of(RUNNING));
        ALLOWED.put(Trigger.REPORT_PROBLEM, EnumSet.of(RUNNING));
        ALLOWED.put(Trigger.RECOVER, EnumSet.of(RUNNING));

        TARGETS.put(Trigger.START, RUNNING);
        TARGETS.put(Trigger.PAUSE, PAUSED);
        TARGETS.put(Trigger.RESUME, RUNNING);
        TARGETS.put(Trigger.STOP, STOPPED);

        follow(INITIALIZING, INITIALIZED, STARTING);
        follow(INITIALIZED, STARTING, STOPPING);
        follow(STARTING, DEPENDENCIES_STARTED, STOPPING);
        follow(DEPENDENCIES_STARTED, RESOURCES_ACQUIRED, STOPPING);
        follow(RESOURCES_ACQUIRED, TASKS_STARTED, STOPPING);
        follow(TASKS_STARTED, HEALTHY, STOPPING);
        follow(HEALTHY, DEGRADED, UNHEALTHY, PAUSED, STOPPING);
        follow(DEGRADED, HEALTHY, UNHEALTHY, PAUSED, STOPPING);
        follow(UNHEALTHY, HEALTHY, DEGRADED, PAUSED, STOPPING);
        follow(PAUSED, HEALTHY, DEGRADED, UNHEALTHY, STOPPING);
        follow(STOPPING, TASKS_STOPPED);
        follow(TASKS_STOPPED, RESOURCES_RELEASED);
        follow(RESOURCES_RELEASED, DEPENDENCIES_STOPPED);
        follow(DEPENDENCIES_STOPPED, STOPPED);
        follow(STOPPED, STARTING);
        follow(CRASHED, STARTING, STOPPING);
    }

    private volatile ActorState state;
    /** Of the application's own; null if the actor is in none. */
    private volatile SubstateModel substate;
    private volatile RestartState restart = RestartState.IGNORE;

    private static void follow(ActorState from, ActorState... to) {
        Set<ActorState> successors = EnumSet.of(CRASHED, to);
        if (from == CRASHED) {
            successors.remove(CRASHED);
        }
        SUCCESSORS.put(from, successors);
    }

    /** A machine in {@code initializing}. */
    public StateMachine() {
        this(INITIALIZING);
    }

    /**
     * A machine in a state.
     *
     * @param initial the state
     */
    StateMachine(ActorState initial) {
        this.state = initial;
    }

    /**
     * The innermost state. Any thread.
     *
     * @return the state
     */
    public ActorState state() {
        return state;
    }

    /**
     * The sub-state of the application's own. Any thread.
     *
     * @return the sub-state; null if the actor is in none
     */
    SubstateModel substate() {
        return substate;
    }

    /**
     * The sub-state of the application's own that a move would not leave. Control thread.
     *
     * @param to the innermost state to be entered
     * @return the sub-state; null if the actor would be in none
     */
    SubstateModel kept(ActorState to) {
        return substate != null && to.isIn(substate.of()) ? substate : null;
    }

    /**
     * The state with everything that encloses it, and the sub-state. Any thread.
     *
     * @return the path
     */
    String path() {
        SubstateModel inner;
        ActorState outer;
        do { // both of the same moment
            inner = substate;
            outer = state;
        } while (inner != substate);
        return inner == null || !outer.isIn(inner.of()) ? outer.path() : outer.path() + "." + inner.name();
    }

    /**
     * The state of the restart machine. Any thread.
     *
     * @return the state
     */
    public RestartState restart() {
        return restart;
    }

    /**
     * Whether a trigger may be carried out in a state.
     *
     * @param state the state
     * @param trigger the trigger
     * @return {@code true} if it may
     */
    public static boolean isAllowed(ActorState state, Trigger trigger) {
        return ALLOWED.get(trigger).stream().anyMatch(state::isIn);
    }

    /**
     * Whether a trigger has nothing to do in a state.
     *
     * @param state the state
     * @param trigger the trigger
     * @return {@code true} if its target holds
     */
    public static boolean isReached(ActorState state, Trigger trigger) {
        ActorState target = TARGETS.get(trigger);
        return target != null && state.isIn(target);
    }

    /**
     * The triggers that a user may call in a state.
     *
     * @param state the state
     * @return the triggers, in the order of their declaration
     */
    public static List<Trigger> allowed(ActorState state) {
        return EnumSet.range(Trigger.START, Trigger.RECOVER).stream().filter(trigger -> isAllowed(state, trigger)).toList();
    }

    /**
     * Whether an actor can be in a state and in none that it encloses.
     *
     * @param state the state
     * @return {@code false} for a state that does nothing but enclose others
     */
    static boolean isInnermost(ActorState state) {
        return SUCCESSORS.containsKey(state);
    }

    /**
     * Whether a state may follow another one directly.
     *
     * @param from the innermost state that is left
     * @param to the innermost state that is entered
     * @return {@code true} if it may
     */
    public static boolean mayFollow(ActorState from, ActorState to) {
        return SUCCESSORS.getOrDefault(from, Set.of()).contains(to);
    }

    /**
     * The states that are left on the way from one to another.
     *
     * @param from the innermost state that is left
     * @param to the innermost state that is entered
     * @return the states, inner before outer
     */
    public static List<ActorState> exited(ActorState from, ActorState to) {
        List<ActorState> exited = new ArrayList<>();
        for (ActorState s = from; s != null && !to.isIn(s); s = s.parent()) {
            exited.add(s);
        }
        return exited;
    }

    /**
     * The states that are entered on the way from one to another.
     *
     * @param from the innermost state that is left
     * @param to the innermost state that is entered
     * @return the states, outer before inner
     */
    public static List<ActorState> entered(ActorState from, ActorState to) {
        List<ActorState> entered = exited(to, from);
        Collections.reverse(entered);
        return entered;
    }

    /**
     * Moves to a state. Control thread.
     *
     * @param to the innermost state to be entered
     * @throws IllegalStateException if that may not follow the present state
     */
    void move(ActorState to) {
        if (!mayFollow(state, to)) {
            throw new IllegalStateException(to.path() + " cannot follow " + state.path());
        }
        substate = kept(to);
        state = to;
    }

    /**
     * Enters or leaves a sub-state of the application's own. Control thread.
     *
     * @param to the sub-state to be entered, whose enclosing state holds; null to be in none
     */
    void moveWithin(SubstateModel to) {
        substate = to;
    }

    /**
     * Moves the restart machine. Control thread.
     *
     * @param to the state to be entered
     */
    void moveRestart(RestartState to) {
        restart = to;
    }
}
