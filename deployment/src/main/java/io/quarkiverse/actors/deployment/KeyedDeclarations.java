package io.quarkiverse.actors.deployment;

import java.util.List;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

/**
 * What the application declares that belongs to instances of keyed actors.
 *
 * @param actors the injection points of actors
 * @param keys the injection points of keys
 * @param scoped the classes of beans that are {@code @ActorScoped}, no actors and no alternatives
 */
record KeyedDeclarations(List<Injection> actors, List<Injection> keys, List<DotName> scoped) {

    static final KeyedDeclarations NONE = new KeyedDeclarations(List.of(), List.of(), List.of());

    /**
     * An injection point.
     *
     * @param owner the simple name of the class that declares it
     * @param place the injection point as messages name it
     * @param bean the class of the bean that is injected into; null for one without a class, such as a producer method
     * @param type the type asked for
     * @param actor the class of the actor that is injected; null for a key
     */
    record Injection(String owner, String place, DotName bean, Type type, DotName actor) {
    }
}
