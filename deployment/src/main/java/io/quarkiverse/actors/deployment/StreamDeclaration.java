package io.quarkiverse.actors.deployment;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

/**
 * An injection point of a stream, as written.
 *
 * @param owner the simple name of the class that declares it
 * @param place the injection point as messages name it
 * @param type the type asked for, which should be a {@code Multi}
 * @param qualifier the {@code @ActorStream}
 */
record StreamDeclaration(String owner, String place, Type type, AnnotationInstance qualifier) {

    DotName actor() {
        return qualifier.value().asClass().name();
    }

    String task() {
        return MethodDeclaration.string(qualifier, "task");
    }

    Producers.Reader reader() {
        return new Producers.Reader(owner, place, "watches", false);
    }
}
