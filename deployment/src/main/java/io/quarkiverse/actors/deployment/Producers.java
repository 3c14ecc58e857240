package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.KEYED;
import static io.quarkiverse.actors.deployment.ActorProblem.AMBIGUOUS_TASK;
import static io.quarkiverse.actors.deployment.ActorProblem.NO_TASK;
import static io.quarkiverse.actors.deployment.ActorProblem.NO_TASK_EMITS;
import static io.quarkiverse.actors.deployment.ActorProblem.PRODUCER_LEFT_OUT;
import static io.quarkiverse.actors.deployment.ActorProblem.PRODUCER_NOT_ACTOR;
import static io.quarkiverse.actors.deployment.ActorProblem.TASK_EMITS_NOTHING;
import static io.quarkiverse.actors.deployment.ActorProblem.UNKNOWN_TASK;

import java.util.List;
import java.util.stream.Collectors;

import org.jboss.jandex.DotName;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;

/** Finds the producing task that a consumer or a stream names. */
final class Producers {

    private final ActorApplication application;

    Producers(ActorApplication application) {
        this.application = application;
    }

    /**
     * Who reads from a task.
     *
     * @param owner the simple name of the class to which errors belong
     * @param label the place as messages name it
     * @param reads what it does, as messages say it
     * @param keyed whether it is of a keyed actor, so that it reads from the instance of the same key
     */
    record Reader(String owner, String label, String reads, boolean keyed) {
    }

    /** A task that emits items; or, where there is no such task, the error. */
    record Producer(ActorDeclaration actor, String task, Type item, ActorError error) {

        private static Producer failed(ActorError error) {
            return new Producer(null, null, null, error);
        }

        String label() {
            return actor.type().simpleName() + "#" + task;
        }
    }

    /**
     * Finds a task.
     *
     * @param reader who asks
     * @param type the class named
     * @param task the name of the task; empty for the only one that emits items
     */
    Producer find(Reader reader, DotName type, String task) {
        ActorDeclaration actor = application.actor(type);
        String name = JavaTypes.simpleName(type);
        if (actor == null) {
            ActorProblem problem = application.isLeftOut(type) ? PRODUCER_LEFT_OUT : PRODUCER_NOT_ACTOR;
            return Producer.failed(problem.at(reader.owner, reader.label, reader.reads, name));
        }
        if (actor.tasks().isEmpty()) {
            return Producer.failed(NO_TASK.at(reader.owner, reader.label, reader.reads, name));
        }
        return task.isEmpty() ? onlyOne(reader, actor) : named(reader, actor, task);
    }

    private Producer named(Reader reader, ActorDeclaration actor, String task) {
        for (MethodDeclaration candidate : actor.tasks()) {
            if (candidate.taskName().equals(task)) {
                Producer producer = producer(reader, actor, candidate);
                return producer.item != null ? producer
                        : Producer.failed(TASK_EMITS_NOTHING.at(reader.owner, reader.label, reader.reads, producer.label()));
            }
        }
        String tasks = actor.tasks().stream().map(MethodDeclaration::taskName).collect(Collectors.joining(", "));
        return Producer.failed(
                UNKNOWN_TASK.at(reader.owner, reader.label, reader.reads, actor.type().simpleName(), task, tasks));
    }

    private Producer onlyOne(Reader reader, ActorDeclaration actor) {
        List<Producer> producers = actor.tasks().stream().map(task -> producer(reader, actor, task))
                .filter(producer -> producer.item != null).toList();
        String name = actor.type().simpleName();
        if (producers.isEmpty()) {
            return Producer.failed(actor.tasks().size() > 1 ? NO_TASK_EMITS.at(reader.owner, reader.label, reader.reads, name)
                    : TASK_EMITS_NOTHING.at(reader.owner, reader.label, reader.reads,
                            producer(reader, actor, actor.tasks().get(0)).label()));
        }
        if (producers.size() > 1) {
            String tasks = producers.stream().map(producer -> '"' + producer.task + '"').collect(Collectors.joining(" or "));
            return Producer.failed(AMBIGUOUS_TASK.at(reader.owner, reader.label, reader.reads, name, tasks));
        }
        return producers.get(0);
    }

    private Producer producer(Reader reader, ActorDeclaration actor, MethodDeclaration task) {
        Type item = application.outcome(task).item();
        if (item != null && actor.isKeyed() && !reader.keyed) {
            item = ParameterizedType.create(KEYED, actor.keyType(), JavaTypes.boxed(item));
        }
        return new Producer(actor, task.taskName(), item, null);
    }
}
