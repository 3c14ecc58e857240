package io.quarkiverse.actors.deployment;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/** What the application declares, as discovered; nothing is checked yet. */
final class ActorsBuildItem extends SimpleBuildItem {

    private final ActorApplication application;
    private final List<StreamDeclaration> streams;
    private final List<RefDeclaration> refs;
    private final KeyedDeclarations keyed;

    ActorsBuildItem(ActorApplication application, List<StreamDeclaration> streams, List<RefDeclaration> refs,
            KeyedDeclarations keyed) {
        this.application = application;
        this.streams = streams;
        this.refs = refs;
        this.keyed = keyed;
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

    KeyedDeclarations keyed() {
        return keyed;
    }
}
