package io.quarkiverse.actors.runtime;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.lifecycle.StateListener;

/**
 * What the probes of health say of the actors: kept up to date with every change of state, so that a probe looks into a set and
 * asks no actor. States only: no message of an exception leaves through it.
 */
public final class ActorsHealth implements StateListener {

    /** So many actors at most are named in an answer. */
    static final int MOST_NAMED = 100;

    private static final Set<HealthProbe> EVERY = EnumSet.of(HealthProbe.STARTUP, HealthProbe.READINESS, HealthProbe.LIVENESS);

    private final Map<String, Set<HealthProbe>> probes;
    private final boolean degradedIsReady;
    private final Set<String> starting = ConcurrentHashMap.newKeySet();
    private final Set<String> unready = ConcurrentHashMap.newKeySet();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();

    /**
     * @param probes the probes in which actors count, by their names; those that are not in it count in all
     * @param degradedIsReady whether an actor that is degraded is ready
     * @param booting the actors that start with the application
     */
    ActorsHealth(Map<String, Set<HealthProbe>> probes, boolean degradedIsReady, Collection<String> booting) {
        this.probes = probes;
        this.degradedIsReady = degradedIsReady;
        for (String actor : booting) {
            note(starting, actor, counts(actor, HealthProbe.STARTUP));
            note(unready, actor, counts(actor, HealthProbe.READINESS));
        }
    }

    /**
     * The actors whose first start with the application is not over. Any thread, as the others; what is seen changes with the
     * actors.
     *
     * @return their names
     */
    public Set<String> starting() {
        return starting;
    }

    /**
     * The actors that are not where they should be.
     *
     * @return their names
     */
    public Set<String> unready() {
        return unready;
    }

    /**
     * The actors that have crashed and that nothing will start again.
     *
     * @return their names
     */
    public Set<String> dead() {
        return dead;
    }

    @Override
    public void onState(String actor, ActorState state, boolean retried) {
        if (state == ActorState.INITIALIZED) {
            return; // what it waits for has been noted
        }
        if (state.isIn(ActorState.STARTED) || state == ActorState.STOPPED || state == ActorState.CRASHED) {
            starting.remove(actor);
        }
        note(unready, actor, !isReady(state) && counts(actor, HealthProbe.READINESS));
        note(dead, actor, state == ActorState.CRASHED && !retried && counts(actor, HealthProbe.LIVENESS));
    }

    /** Stopped by hand is as it should be; whatever is on its way somewhere is not there yet. */
    private boolean isReady(ActorState state) {
        return switch (state) {
            case STOPPED, HEALTHY, PAUSED -> true;
            case DEGRADED -> degradedIsReady;
            default -> false;
        };
    }

    private boolean counts(String actor, HealthProbe probe) {
        return probes.getOrDefault(actor, EVERY).contains(probe);
    }

    private static void note(Set<String> set, String actor, boolean holds) {
        if (holds) {
            set.add(actor);
        } else {
            set.remove(actor);
        }
    }

    /**
     * What an answer says of the actors: where all are; or, if they are too many, where those are that make it down, and how
     * many there are.
     *
     * @param all the names of all actors
     * @param down those that make the answer down
     * @param path finds the path of the state of an actor
     * @return the data of the answer
     */
    public static Map<String, String> describe(Collection<String> all, Collection<String> down, UnaryOperator<String> path) {
        Map<String, String> data = new LinkedHashMap<>();
        boolean few = all.size() <= MOST_NAMED;
        if (!few) {
            data.put("(actors)", String.valueOf(all.size()));
            data.put("(down)", String.valueOf(down.size()));
        }
        (few ? all : down).stream().limit(MOST_NAMED).sorted().forEach(actor -> data.put(actor, path.apply(actor)));
        return data;
    }
}
