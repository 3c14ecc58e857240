package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.runtime.system.Actors;

/** Says in one message which actors did not start or stop, and why. */
final class StartReport {

    private static final String LINE = System.lineSeparator() + "- ";

    /** Why the actors that are crashed are so, in the order of the graph. */
    private final Map<String, Throwable> crashes = new LinkedHashMap<>();

    private StartReport(Actors actors) {
        for (ActorRef<?> actor : actors.actors()) {
            Throwable crash = actors.crash(actor.name());
            if (crash != null) {
                crashes.put(actor.name(), crash);
            }
        }
    }

    /** Why actors did not start; null if none has crashed, but some were stopped meanwhile. */
    static ActorException failures(Actors actors) {
        StartReport report = new StartReport(actors);
        return report.crashes.isEmpty() ? null : report.failure();
    }

    private ActorException failure() {
        Set<String> crashed = crashes.keySet();
        List<String> roots = crashed.stream().filter(actor -> crashed.stream().noneMatch(other -> isDueTo(actor, other)))
                .toList();
        ActorException failure = new ActorException("The actors did not start:" + roots.stream()
                .map(root -> LINE + root + ": " + crashes.get(root).getMessage() + followers(root))
                .collect(Collectors.joining()), crashes.get(roots.get(0)));
        roots.stream().skip(1).forEach(root -> failure.addSuppressed(crashes.get(root)));
        return failure;
    }

    private String followers(String root) {
        List<String> followers = crashes.keySet().stream().filter(actor -> isDueTo(actor, root)).toList();
        return followers.isEmpty() ? "" : " (and so not " + String.join(", ", followers) + ")";
    }

    private boolean isDueTo(String actor, String other) {
        Throwable origin = crashes.get(other);
        for (Throwable cause = crashes.get(actor).getCause(); cause != null; cause = cause.getCause()) {
            if (cause == origin) {
                return !actor.equals(other);
            }
        }
        return false;
    }

    /** Which actors are not started, and what they wait for. */
    static ActorException overdue(ActorSystem system, Duration limit) {
        return new ActorException("The actors did not start within %s (quarkus.actors.start-timeout):".formatted(text(limit))
                + system.actors().stream().filter(StartReport::isOnItsWay)
                        .map(actor -> LINE + actor.name() + " is " + actor.path() + ": " + pending(actor, system))
                        .collect(Collectors.joining()));
    }

    private static boolean isOnItsWay(ActorRef<?> actor) {
        return actor.state().isIn(ActorState.STARTING) || actor.state().isIn(ActorState.CRASHED);
    }

    private static String pending(ActorRef<?> actor, ActorSystem system) {
        return switch (actor.state()) {
            case STARTING -> "it waits for " + system.graph().dependenciesOf(actor.name()).stream()
                    .filter(dependency -> !system.actor(dependency).state().isIn(ActorState.STARTED))
                    .collect(Collectors.joining(", "));
            case DEPENDENCIES_STARTED -> "its resources are being acquired";
            case CRASHED -> "its start has failed";
            default -> "a hook runs";
        };
    }

    /** Which actors are not stopped. */
    static String unstopped(ActorSystem system) {
        return system.actors().stream().filter(actor -> actor.state() != ActorState.STOPPED)
                .map(actor -> actor.name() + " is " + actor.path()).collect(Collectors.joining(", "));
    }

    /** A duration as users write it. */
    static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
