package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorProblem.STREAM_NOT_MULTI;
import static io.quarkiverse.actors.deployment.ActorProblem.WRONG_STREAM_TYPE;

import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.Type;

/** Checks the streams that are injected to watch actors from outside. */
final class StreamValidator {

    private final ActorApplication application;
    private final List<StreamDeclaration> streams;

    StreamValidator(ActorApplication application, List<StreamDeclaration> streams) {
        this.application = application;
        this.streams = streams;
    }

    List<ActorError> validate() {
        List<ActorError> errors = new ArrayList<>();
        Producers producers = new Producers(application);
        for (StreamDeclaration stream : streams) {
            Producers.Producer producer = producers.find(stream.reader(), stream.actor(), stream.task());
            if (producer.error() != null) {
                errors.add(producer.error());
            }
            if (!stream.type().name().equals(ActorNames.MULTI)) {
                errors.add(STREAM_NOT_MULTI.at(stream.owner(), stream.place(), JavaTypes.render(stream.type())));
            } else if (producer.error() == null) {
                validateItem(stream, producer, errors);
            }
        }
        return errors;
    }

    private void validateItem(StreamDeclaration stream, Producers.Producer producer, List<ActorError> errors) {
        Type taken = JavaTypes.onlyArgument(stream.type());
        if (!application.types().isAssignable(taken, producer.item())) {
            errors.add(WRONG_STREAM_TYPE.at(stream.owner(), stream.place(), JavaTypes.render(taken), producer.label(),
                    JavaTypes.render(producer.item()), JavaTypes.render(JavaTypes.boxed(producer.item()))));
        }
    }
}
