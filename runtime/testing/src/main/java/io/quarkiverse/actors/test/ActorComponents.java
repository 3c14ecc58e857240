package io.quarkiverse.actors.test;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;

import io.quarkiverse.actors.Actor;
import io.quarkus.test.component.QuarkusComponentTestCallbacks;

/** Makes actors beans in a {@code @QuarkusComponentTest}, in which the extension has no say; found by JUnit. */
public final class ActorComponents implements QuarkusComponentTestCallbacks {

    @Override
    public void beforeBuild(BeforeBuildContext context) {
        context.addAnnotationTransformation(AnnotationTransformation.forClasses()
                .whenAnyMatch(Actor.class)
                .whenNoneMatch(ApplicationScoped.class, Singleton.class, Dependent.class)
                .transform(actor -> actor.add(AnnotationInstance.builder(ApplicationScoped.class).build())));
    }
}
