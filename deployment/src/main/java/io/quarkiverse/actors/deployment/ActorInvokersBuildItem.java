package io.quarkiverse.actors.deployment;

import java.util.List;
import java.util.Map;

import io.quarkus.builder.item.SimpleBuildItem;

/** The classes of the invokers of each actor, by the name of the actor. */
final class ActorInvokersBuildItem extends SimpleBuildItem {

    private final Map<String, List<String>> classNames;

    ActorInvokersBuildItem(Map<String, List<String>> classNames) {
        this.classNames = classNames;
    }

    Map<String, List<String>> classNames() {
        return classNames;
    }
}
