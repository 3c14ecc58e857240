package io.quarkiverse.actors.deployment;

import java.util.List;

import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkus.builder.item.SimpleBuildItem;

/** The model of the application; without actors if there are errors, since nothing can be recorded of it then. */
final class ValidatedActorsBuildItem extends SimpleBuildItem {

    private final List<ActorModel> actors;

    ValidatedActorsBuildItem(List<ActorModel> actors) {
        this.actors = actors;
    }

    List<ActorModel> actors() {
        return actors;
    }
}
