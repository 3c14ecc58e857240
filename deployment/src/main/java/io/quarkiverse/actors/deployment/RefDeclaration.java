package io.quarkiverse.actors.deployment;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

/**
 * An injection point of an {@code ActorRef}, as written.
 *
 * @param owner the simple name of the class that declares it
 * @param place the injection point as messages name it
 * @param type the {@code ActorRef} asked for
 * @param bean the class of the bean that is injected into; null for one without a class
 */
record RefDeclaration(String owner, String place, Type type, DotName bean) {

    /** The class that should be an actor. */
    Type actor() {
        return JavaTypes.onlyArgument(type);
    }
}
