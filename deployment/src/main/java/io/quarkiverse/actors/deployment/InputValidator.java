package io.quarkiverse.actors.deployment;

import java.util.ArrayList;
import java.util.List;

/** Checks how a task takes what it consumes: buffers and batches. */
final class InputValidator {

    private static final int MOST_WAITING = 1 << 20;

    private final MethodDeclaration method;
    private final List<ActorError> errors = new ArrayList<>();

    InputValidator(MethodDeclaration method) {
        this.method = method;
    }

    List<ActorError> validate() {
        MethodDeclaration.Input batches = null;
        MethodDeclaration.Input others = null;
        for (MethodDeclaration.Input input : method.inputs()) {
            if (input.buffer() < 1) {
                add(ActorProblem.BUFFER_TOO_SMALL, input, input.buffer());
            } else if (input.buffer() > MOST_WAITING) {
                add(ActorProblem.BUFFER_TOO_LARGE, input, input.buffer(), MOST_WAITING);
            }
            if (input.isBatch()) {
                batches = input;
                validateBatch(input);
            } else {
                others = input;
                if (!input.batchTimeout().isEmpty()) {
                    add(ActorProblem.BATCH_TIMEOUT_WITHOUT_SIZE, input, input.batchTimeout());
                }
            }
            if (!Literals.isPositiveDuration(input.batchTimeout())) {
                errors.add(method.error(ActorProblem.NO_DURATION, "batchTimeout", input.batchTimeout()));
            }
        }
        if (batches != null && others != null) {
            errors.add(method.error(ActorProblem.MIXED_BATCHES, name(batches), name(others)));
        }
        return errors;
    }

    private void validateBatch(MethodDeclaration.Input input) {
        int size = input.batchSize();
        if (size < 0) {
            add(ActorProblem.BATCH_TOO_SMALL, input, size);
        } else if (size > input.buffer() && input.buffer() > 0) {
            add(ActorProblem.BATCH_TOO_LARGE, input, size, input.buffer());
        }
        if (method.parameters().size() == 1 && !method.takesBatches()) {
            add(ActorProblem.BATCH_PARAMETER, input, size, JavaTypes.render(method.parameters().get(0)));
        }
    }

    private void add(ActorProblem problem, MethodDeclaration.Input input, Object... values) {
        List<Object> all = new ArrayList<>(List.of(name(input)));
        all.addAll(List.of(values));
        errors.add(method.error(problem, all.toArray()));
    }

    /** The producer as the annotation names it. */
    private static String name(MethodDeclaration.Input input) {
        String actor = JavaTypes.simpleName(input.actor());
        return input.task().isEmpty() ? actor : actor + "#" + input.task();
    }
}
