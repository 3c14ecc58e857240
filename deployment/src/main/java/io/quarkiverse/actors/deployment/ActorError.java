package io.quarkiverse.actors.deployment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;

/**
 * An error of the application.
 *
 * @param problem the kind
 * @param actor the simple name of the class to which it belongs
 * @param message the whole message, which begins with the place
 */
record ActorError(ActorProblem problem, String actor, String message) {

    private static final Comparator<ActorError> ORDER = Comparator.comparing(ActorError::actor)
            .thenComparing(ActorError::message);

    /**
     * All errors of a build as one exception, sorted by class, then by method.
     *
     * @param errors the errors, at least one
     * @return a {@link DefinitionException} for a single error of one class, else a {@link DeploymentException} that lists each
     *         error on a line of its own
     */
    static RuntimeException toException(Collection<ActorError> errors) {
        List<ActorError> sorted = errors.stream().distinct().sorted(ORDER).toList();
        if (sorted.size() == 1) {
            ActorError only = sorted.get(0);
            return only.problem.isOfGraph() ? new DeploymentException(only.message) : new DefinitionException(only.message);
        }
        return new DeploymentException(sorted.stream().map(ActorError::message)
                .collect(Collectors.joining("\n- ", "The actors of this application have " + sorted.size() + " errors:\n- ",
                        "")));
    }
}
