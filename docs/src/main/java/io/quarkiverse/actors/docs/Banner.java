package io.quarkiverse.actors.docs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Substate;
import io.quarkiverse.actors.Task;
import io.smallrye.mutiny.Uni;

@Actor
public class Banner {

    // tag::substates[]
    @Substate(of = ActorState.HEALTHY)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    public @interface VariantA {
    }

    @Substate(of = ActorState.HEALTHY)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    public @interface VariantB {
    }
    // end::substates[]

    @Inject
    ActorRef<Banner> self;
    private volatile String text = "";

    // tag::tasks[]
    @Task(every = "100ms")
    @VariantA
    void price() {
        text = "Thermometers from 9.90";
    }

    @Task(every = "100ms")
    @VariantB
    void praise() {
        text = "The thermometers that cooks trust";
    }
    // end::tasks[]

    // tag::choose[]
    @OnEnter(ActorState.HEALTHY)
    void choose() { // after every start, pause and trouble
        self.enter(ThreadLocalRandom.current().nextBoolean() ? VariantA.class : VariantB.class);
    }
    // end::choose[]

    // tag::enter[]
    public Uni<Void> decideForB() {
        return self.enter(VariantB.class); // leaves VariantA, if that is where the actor is
    }
    // end::enter[]

    public String text() {
        return text;
    }
}
