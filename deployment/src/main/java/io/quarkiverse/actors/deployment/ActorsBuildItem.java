package io.quarkiverse.actors.deployment;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/** What the application declares, as discovered; nothing is checked yet. */
final class ActorsBuildItem extends SimpleBuildItem {

    private final ActorApplication application;
    private final List<StreamDeclaration> streams;
    private final List<RefDeclaration> refs;

    ActorsBuildItem(ActorApplication application, List<StreamDeclaration> streams, List<RefDeclaration> refs) {
        this.application = application;
        this.streams = streams;
        this.refs = refs;
    }

    ActorApplication application() {
        return application;
    }

    List<StreamDeclaration> streams() {
        return streams;
    }

    List<RefDeclaration> refs() {
        return refs;
    }
}
