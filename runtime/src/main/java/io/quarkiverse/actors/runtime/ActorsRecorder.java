package io.quarkiverse.actors.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.invoke.Invoker;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkus.arc.Arc;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ThreadPoolConfig;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.virtual.threads.VirtualThreadsConfig;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;

/** Hands what the build found to the beans of the running application. */
@Recorder
public class ActorsRecorder {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private final RuntimeValue<ActorsConfig> config;
    private final RuntimeValue<ThreadPoolConfig> workers;
    private final RuntimeValue<VirtualThreadsConfig> virtualThreads;

    /**
     * @param config the configuration
     * @param workers the configuration of the worker pool
     * @param virtualThreads the configuration of virtual threads
     */
    public ActorsRecorder(RuntimeValue<ActorsConfig> config, RuntimeValue<ThreadPoolConfig> workers,
            RuntimeValue<VirtualThreadsConfig> virtualThreads) {
        this.config = config;
        this.workers = workers;
        this.virtualThreads = virtualThreads;
    }

    /**
     * Checks the configuration, and creates the actors on the first use of the bean.
     *
     * @param actors the actors, dependencies before dependents, ties by name
     * @param invokers the invokers of each actor, by its name; {@code MethodModel.call()} is the position in the list
     * @param vertx lends event loops
     * @param executor lends workers
     * @return creates the bean
     */
    public Function<SyntheticCreationalContext<ActorsRuntime>, ActorsRuntime> runtime(List<ActorModel> actors,
            Map<String, List<RuntimeValue<Invoker<Object, Object>>>> invokers, Supplier<Vertx> vertx, Executor executor) {
        Map<String, List<Invoker<Object, Object>>> calls = new HashMap<>();
        invokers.forEach((actor, values) -> calls.put(actor, values.stream().map(RuntimeValue::getValue).toList()));
        ConfiguredActors configured = new ConfiguredActors(actors, config.getValue(),
                ExecutorRecorder.getMaxSize(workers.getValue()),
                name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
        boolean virtual = Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS && virtualThreads.getValue().enabled();
        return context -> {
            Tracing tracing = Arc.requireContainer().instance(Tracing.class).orElse(Tracing.NONE);
            return ActorsRuntime.create(configured, calls,
                    VertxPlatform.of(vertx.get(), executor, virtual, tracing.around(new VertxContexts())), tracing);
        };
    }

    /**
     * The actors as applications see them.
     *
     * @return creates the bean; {@link ActorsRuntime} may be injected
     */
    public Function<SyntheticCreationalContext<ActorSystem>, ActorSystem> system() {
        return context -> context.getInjectedReference(ActorsRuntime.class).actors();
    }

    /**
     * Finds the reference of an actor.
     *
     * @param actor the name of the actor
     * @return creates the bean; {@link ActorsRuntime} may be injected
     */
    public Function<SyntheticCreationalContext<ActorRef<?>>, ActorRef<?>> ref(String actor) {
        return context -> context.getInjectedReference(ActorsRuntime.class).actors().actor(actor);
    }

    /**
     * Finds the reference of an actor that is keyed, for one of the same key.
     *
     * @param actor the name of the actor
     * @return creates the bean; {@link ActorsRuntime} may be injected
     */
    public Function<SyntheticCreationalContext<ActorRef<?>>, ActorRef<?>> keyedRef(String actor) {
        return context -> context.getInjectedReference(ActorsRuntime.class).actors().keyed(actor,
                KeyedCreation.require("ActorRef<" + actor + ">").key());
    }

    /**
     * Finds the key of the actor that is being created.
     *
     * @return creates the bean
     */
    public Function<SyntheticCreationalContext<Object>, Object> key() {
        return context -> KeyedCreation.require("@ActorKey").convertedKey();
    }

    /**
     * Finds the stream of a task.
     *
     * @param actor the name of the actor
     * @param task the name of the task
     * @return creates the bean; {@link ActorsRuntime} may be injected
     */
    public Function<SyntheticCreationalContext<Multi<?>>, Multi<?>> stream(String actor, String task) {
        return context -> context.getInjectedReference(ActorsRuntime.class).stream(actor, task);
    }
}
