package io.quarkiverse.actors.runtime;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.smallrye.mutiny.Multi;

/** Hands what the build found to the beans of the running application. */
@Recorder
public class ActorsRecorder {

    /**
     * Creates the actor system, on the first use of its bean.
     *
     * @param actors the actors, dependencies before dependents, ties by name
     * @param invokers the invokers of each actor, by its name; {@code MethodModel.call()} is the position in the list
     * @return creates the bean
     */
    public Function<SyntheticCreationalContext<ActorSystem>, ActorSystem> system(List<ActorModel> actors,
            Map<String, List<RuntimeValue<Invoker<Object, Object>>>> invokers) {
        return context -> {
            throw new UnsupportedOperationException("The actor system is not there yet");
        };
    }

    /**
     * Finds the reference of an actor.
     *
     * @param actor the name of the actor
     * @return creates the bean; the {@link ActorSystem} may be injected
     */
    public Function<SyntheticCreationalContext<ActorRef<?>>, ActorRef<?>> ref(String actor) {
        return context -> context.getInjectedReference(ActorSystem.class).actor(actor);
    }

    /**
     * Finds the stream of a task.
     *
     * @param actor the name of the actor
     * @param task the name of the task
     * @return creates the bean; the {@link ActorSystem} may be injected
     */
    public Function<SyntheticCreationalContext<Multi<?>>, Multi<?>> stream(String actor, String task) {
        return context -> {
            throw new UnsupportedOperationException("The actor system is not there yet");
        };
    }
}
