package io.quarkiverse.actors.deployment;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/** Checks what was discovered; reports all errors together. */
class ActorValidationProcessor {

    @BuildStep
    ValidatedActorsBuildItem validate(ActorsBuildItem actors, BuildProducer<ValidationErrorBuildItem> failures) {
        List<ActorError> errors = errors(actors);
        if (errors.isEmpty()) {
            return new ValidatedActorsBuildItem(new ModelFactory(actors.application()).create());
        }
        failures.produce(new ValidationErrorBuildItem(ActorError.toException(errors)));
        return new ValidatedActorsBuildItem(List.of());
    }

    static List<ActorError> errors(ActorsBuildItem actors) {
        ActorApplication application = actors.application();
        List<ActorError> errors = new ArrayList<>();
        errors.addAll(new ActorValidator(application).validate());
        errors.addAll(new MethodValidator(application).validate());
        errors.addAll(new SubstateValidator(application).validate());
        errors.addAll(new SupervisionValidator(application).validate());
        errors.addAll(new StrayMethodValidator(application.types().index()).validate());
        errors.addAll(new DependencyValidator(application).validate());
        errors.addAll(new ConsumerValidator(application).validate());
        errors.addAll(new StreamValidator(application, actors.streams()).validate());
        errors.addAll(new RefValidator(application, actors.refs()).validate());
        errors.addAll(new KeyedValidator(application, actors.keyed()).validate());
        return errors;
    }
}
