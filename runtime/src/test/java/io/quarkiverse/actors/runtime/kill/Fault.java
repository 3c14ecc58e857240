package io.quarkiverse.actors.runtime.kill;

import java.util.function.Consumer;

/** A failure at one point of one actor, when it comes, and what follows from it. */
record Fault(String point, int occurrence, boolean beforeBoot, Provocation provocation, Effect effect) {

    /** What makes the actor come to the point; the target is {@link KillGraph#target()}. */
    enum Provocation {
        TIME(graph -> {
        }),
        STOP(graph -> graph.call(graph.target().stop())),
        PAUSE(graph -> graph.call(graph.target().pause())),
        PAUSE_AND_RESUME(graph -> {
            graph.call(graph.target().pause());
            graph.call(graph.target().resume());
        }),
        WARNING_AND_RECOVERY(graph -> {
            graph.target().reportWarning("to be expected");
            graph.target().recover();
        }),
        PROBLEM_AND_RECOVERY(graph -> {
            graph.target().reportProblem("to be expected");
            graph.target().recover();
        }),
        ERROR_AND_START(graph -> {
            graph.target().reportError(new IllegalStateException("to be expected"));
            graph.call(graph.target().start());
        }),
        RESTART(graph -> graph.call(graph.target().restart())),
        START(graph -> graph.call(graph.target().start())),
        STOP_AND_START(graph -> {
            graph.call(graph.target().stop());
            graph.call(graph.target().start());
        }),
        ASK(graph -> graph.call(graph.target().ask(actor -> graph.at(graph.target().name(), "ask")))),
        TELL(graph -> graph.target().tell(actor -> graph.at(graph.target().name(), "ask")));

        final Consumer<KillGraph> action;

        Provocation(Consumer<KillGraph> action) {
            this.action = action;
        }
    }

    /** What becomes of the target, of the actors that require it, also by way of others, and of nobody else. */
    enum Effect {
        /** Nobody notices. */
        NONE(HEALTHY, HEALTHY),
        /** The target is degraded for a while. */
        DEGRADES(HEALTHY, HEALTHY),
        /** The target restarts, its dependents wait for it. */
        RESTARTS(HEALTHY, HEALTHY),
        STOPS("stopped", "stopped"),
        /** The target crashes, its dependents wait for it. */
        CRASHES("crashed", "started.running.unhealthy"),
        /** The dependents had been stopped with the target before it crashed. */
        CRASHES_STOPPING("crashed", "stopped"),
        /** Neither the target nor what requires it comes up. */
        KEEPS_FROM_STARTING("crashed", "crashed"),
        /** Only the target is down, those that had stopped with it were not told to start. */
        CRASHES_ALONE("crashed", "stopped");

        final String target;
        final String dependents;

        Effect(String target, String dependents) {
            this.target = target;
            this.dependents = dependents;
        }

        /** Whether the dependents go through any transition. */
        boolean reachesDependents() {
            return this != NONE && this != DEGRADES;
        }
    }

    static final String HEALTHY = "started.running.healthy";

    @Override
    public String toString() {
        return "%s, occurrence %d%s, by %s: %s".formatted(point, occurrence, beforeBoot ? " from the start" : "", provocation,
                effect);
    }
}
