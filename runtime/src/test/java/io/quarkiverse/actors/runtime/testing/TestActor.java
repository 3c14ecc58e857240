package io.quarkiverse.actors.runtime.testing;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkiverse.actors.runtime.lifecycle.ActorSettings;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.DependencyModel;
import io.quarkiverse.actors.runtime.model.HookModel;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.KeyedModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.model.SubstateModel;
import io.quarkiverse.actors.runtime.model.SupervisionModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.task.Schedule;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** An actor made of lambdas. */
public final class TestActor implements ActorBinding {

    /** Something to do that may throw. */
    @FunctionalInterface
    public interface Action {
        void run() throws Throwable;
    }

    private final String name;
    private boolean autoStart = true;
    private final List<DependencyModel> dependencies = new ArrayList<>();
    private final List<ResourceModel> resources = new ArrayList<>();
    private final List<TaskModel> tasks = new ArrayList<>();
    private final Map<String, TaskSettings> taskSettings = new HashMap<>();
    private final List<HookModel> hooks = new ArrayList<>();
    private final List<MethodCall> calls = new ArrayList<>();
    /** Unless a test says otherwise, the first failure of a task crashes its actor. */
    private static final Supervision FATAL = Supervision.DEFAULT.withBudget(0, Duration.ofMinutes(1)).withMaxAttempts(1);

    private Constructor constructor = key -> new Object();
    private KeyedModel keyed;
    private Duration idleTimeout;
    private Consumer<Object> destroyed = instance -> {
    };
    private ActorSettings settings = ActorSettings.DEFAULT;
    private int mailboxSize = 1024;
    private UnaryOperator<Object> receiver = UnaryOperator.identity();

    private TestActor(String name) {
        this.name = name;
    }

    public static TestActor actor(String name) {
        return new TestActor(name);
    }

    public String name() {
        return name;
    }

    public TestActor requires(String... others) {
        List.of(others).forEach(other -> dependencies.add(new DependencyModel(other, true)));
        return this;
    }

    /** Depends without requiring. */
    public TestActor follows(String... others) {
        List.of(others).forEach(other -> dependencies.add(new DependencyModel(other, false)));
        return this;
    }

    public TestActor onDemand() {
        autoStart = false;
        return this;
    }

    public TestActor constructor(Callable<Object> constructor) {
        this.constructor = ignored -> constructor.call();
        return this;
    }

    /** Makes the actor keyed. */
    public TestActor keyed() {
        return keyed(null, Object::toString);
    }

    /** Makes the actor keyed; what is made for a key is its instance. */
    public TestActor keyed(Duration idle, Constructor instances) {
        keyed = new KeyedModel("java.lang.String", "");
        idleTimeout = idle;
        constructor = instances;
        return onDemand();
    }

    /** Is told of each instance that is destroyed. */
    public TestActor destroyed(Consumer<Object> listener) {
        destroyed = listener;
        return this;
    }

    /** Makes the instance of a key, which is null unless the actor is keyed. */
    @FunctionalInterface
    public interface Constructor {
        Object create(String key) throws Exception;
    }

    // messages

    public TestActor mailbox(int size) {
        mailboxSize = size;
        return this;
    }

    /** Puts something else into the place of the instance when a message comes. */
    public TestActor mock(UnaryOperator<Object> replacement) {
        receiver = replacement;
        return this;
    }

    // resources

    public TestActor resource(String resource, Callable<Object> acquire) {
        return resource(resource, "", false, Returns.VALUE, acquire);
    }

    public TestActor resource(String resource, Duration timeout, Callable<Object> acquire) {
        return resource(resource, timeout.toString(), false, Returns.VALUE, acquire);
    }

    public TestActor optionalResource(String resource, Callable<Object> acquire) {
        return resource(resource, "", true, Returns.VALUE, acquire);
    }

    public TestActor asyncResource(String resource, Supplier<Uni<?>> acquire) {
        return resource(resource, "", false, Returns.UNI, acquire::get);
    }

    public TestActor asyncResource(String resource, Duration timeout, Supplier<Uni<?>> acquire) {
        return resource(resource, timeout.toString(), false, Returns.UNI, acquire::get);
    }

    public TestActor resource(String resource, String timeout, boolean optional, Returns returns, Callable<Object> acquire) {
        Threading threading = returns == Returns.VALUE ? Threading.BLOCKING : Threading.NON_BLOCKING;
        resources.add(new ResourceModel(method(resource, returns, true, threading, (actor, arguments) -> acquire.call()),
                timeout, optional));
        return this;
    }

    // tasks

    /** A blocking source. */
    public TestActor source(String task, Callable<Object> iteration) {
        return task(task, Returns.VALUE, true, List.of(), ignored -> iteration.call());
    }

    /** A blocking task that emits nothing. */
    public TestActor work(String task, Action iteration) {
        return task(task, Returns.VALUE, false, List.of(), ignored -> {
            iteration.run();
            return null;
        });
    }

    /** A source on the event loop. */
    public TestActor asyncSource(String task, Supplier<Uni<?>> iteration) {
        return task(task, Returns.UNI, true, List.of(), ignored -> iteration.get());
    }

    public TestActor stream(String task, Supplier<Multi<?>> items) {
        return task(task, Returns.MULTI, true, List.of(), ignored -> items.get());
    }

    /** A blocking consumer that emits what it returns. */
    public TestActor pipe(String task, InputModel input, Body iteration) {
        return task(task, Returns.VALUE, true, List.of(input), iteration);
    }

    /** A blocking consumer that emits nothing. */
    public TestActor sink(String task, InputModel input, Consumer<Object> iteration) {
        return task(task, Returns.VALUE, false, List.of(input), item -> {
            iteration.accept(item);
            return null;
        });
    }

    /** A consumer on the event loop. */
    public TestActor asyncSink(String task, InputModel input, Function<Object, Uni<?>> iteration) {
        return task(task, Returns.UNI, false, List.of(input), iteration::apply);
    }

    /** A stream that depends on the instance, which of a keyed actor there is more than one. */
    public TestActor streamOf(String task, Function<Object, Multi<?>> items) {
        tasks.add(TaskModel.of(task, method(task, Returns.MULTI, true, Threading.NON_BLOCKING,
                (instance, arguments) -> items.apply(instance)), List.of()));
        return this;
    }

    /** A blocking consumer that emits nothing and is told the instance, of which a keyed actor has more than one. */
    public TestActor sinkOf(String task, InputModel input, BiConsumer<Object, Object> iteration) {
        tasks.add(TaskModel.of(task, method(task, Returns.VALUE, false, Threading.BLOCKING, (instance, arguments) -> {
            iteration.accept(instance, arguments[0]);
            return null;
        }), List.of(input)));
        return this;
    }

    /** What a task does. */
    @FunctionalInterface
    public interface Body {
        Object call(Object item) throws Throwable;
    }

    public TestActor task(String task, Returns returns, boolean emits, List<InputModel> inputs, Body iteration) {
        Threading threading = returns == Returns.VALUE ? Threading.BLOCKING : Threading.NON_BLOCKING;
        tasks.add(TaskModel.of(task, method(task, returns, emits, threading,
                (actor, arguments) -> iteration.call(arguments.length == 0 ? null : arguments[0])), inputs));
        return this;
    }

    /** Supervises the task that was added last. */
    public TestActor supervised(Supervision supervision) {
        return with(UnaryOperator.identity(),
                s -> new TaskSettings(s.schedule(), s.delay(), s.timeout(), s.stallTimeout(), s.batchTimeouts(), supervision));
    }

    /** Gives the task that was added last other properties. */
    public TestActor with(UnaryOperator<TaskModel> model, UnaryOperator<TaskSettings> settings) {
        TaskModel changed = model.apply(tasks.remove(tasks.size() - 1));
        tasks.add(changed);
        taskSettings.put(changed.name(), settings.apply(settings(changed)));
        return this;
    }

    /** Lets the task that was added last have so many iterations at the same time. */
    public TestActor concurrent(int iterations) {
        return with(m -> new TaskModel(m.name(), m.method(), m.inputs(), m.schedule(), m.whileIn(), m.substate(), iterations,
                m.timeout(),
                m.stallTimeout(), m.supervision()), UnaryOperator.identity());
    }

    /** Makes the task that was added last periodic. */
    public TestActor every(Duration interval) {
        return schedule(Schedule.every(interval), Duration.ZERO);
    }

    /** Makes the task that was added last periodic. */
    public TestActor schedule(Schedule schedule, Duration delay) {
        return with(UnaryOperator.identity(),
                s -> new TaskSettings(schedule, delay, s.timeout(), s.stallTimeout(), s.batchTimeouts(),
                        s.supervision()));
    }

    /** Limits the iterations of the task that was added last. */
    public TestActor within(Duration limit) {
        return with(UnaryOperator.identity(),
                s -> new TaskSettings(s.schedule(), s.delay(), limit, s.stallTimeout(), s.batchTimeouts(),
                        s.supervision()));
    }

    /** Gives the task that was added last so long between iterations before it has stalled. */
    public TestActor stallsAfter(Duration limit) {
        return with(UnaryOperator.identity(), s -> new TaskSettings(s.schedule(), s.delay(), s.timeout(), limit,
                s.batchTimeouts(), s.supervision()));
    }

    /** Gives the actor less time to stop. */
    public TestActor stopsWithin(Duration limit) {
        settings = new ActorSettings(limit, settings.supervision());
        return this;
    }

    /** Says how long to wait before the actor is started again. */
    public TestActor startedAgain(Supervision supervision) {
        settings = new ActorSettings(settings.shutdownTimeout(), supervision);
        return this;
    }

    /** Makes the task that was added last conditional. */
    public TestActor whileIn(ActorState state) {
        return with(
                m -> new TaskModel(m.name(), m.method(), m.inputs(), m.schedule(), state, m.substate(), m.concurrency(),
                        m.timeout(),
                        m.stallTimeout(), m.supervision()),
                UnaryOperator.identity());
    }

    /** Lets the task that was added last run in a sub-state of the application's own. */
    public TestActor in(Class<? extends Annotation> substate, ActorState of) {
        SubstateModel model = new SubstateModel(substate.getName(), substate.getSimpleName(), of);
        return with(m -> new TaskModel(m.name(), m.method(), m.inputs(), m.schedule(), of, model, m.concurrency(), m.timeout(),
                m.stallTimeout(),
                m.supervision()), UnaryOperator.identity());
    }

    public static InputModel from(String actor, String task) {
        return from(actor, task, 256);
    }

    public static InputModel from(String actor, String task, int buffer) {
        return InputModel.of(actor, task, buffer);
    }

    // hooks

    public TestActor onEnter(ActorState state, Action hook) {
        return hook("enter", HookModel.Kind.ENTER, state, null, Returns.VALUE, transition -> {
            hook.run();
            return null;
        });
    }

    public TestActor onExit(ActorState state, Action hook) {
        return hook("exit", HookModel.Kind.EXIT, state, null, Returns.VALUE, transition -> {
            hook.run();
            return null;
        });
    }

    public TestActor onEnterAsync(ActorState state, Supplier<Uni<Void>> hook) {
        return hook("enter", HookModel.Kind.ENTER, state, null, Returns.UNI, transition -> hook.get());
    }

    public TestActor guard(Trigger trigger, Callable<Boolean> guard) {
        return hook("may", HookModel.Kind.GUARD, null, trigger, Returns.VALUE, transition -> guard.call());
    }

    /** Hooks into every state entered and left. */
    public TestActor watch(Consumer<String> seen) {
        for (ActorState state : ActorState.values()) {
            onEnter(state, () -> seen.accept("+" + state.name().toLowerCase()));
            onExit(state, () -> seen.accept("-" + state.name().toLowerCase()));
        }
        return this;
    }

    /** What a hook does. */
    @FunctionalInterface
    public interface Hook {
        Object call(ActorTransition transition) throws Throwable;
    }

    public TestActor hook(String method, HookModel.Kind kind, ActorState state, Trigger trigger, Returns returns, Hook hook) {
        Threading threading = returns == Returns.VALUE ? Threading.BLOCKING : Threading.NON_BLOCKING;
        hooks.add(new HookModel(kind, state, trigger, method(method, returns, false, threading,
                (actor, arguments) -> hook.call((ActorTransition) arguments[0])), true));
        return this;
    }

    private MethodModel method(String method, Returns returns, boolean emits, Threading threading, MethodCall call) {
        calls.add(call);
        return new MethodModel(method, calls.size() - 1, returns, emits, threading);
    }

    // what the core gets

    @Override
    public ActorSettings settings() {
        return settings;
    }

    @Override
    public TaskSettings settings(TaskModel task) {
        TaskSettings unlimited = TaskSettings.unlimited(task);
        return taskSettings.getOrDefault(task.name(), new TaskSettings(unlimited.schedule(), unlimited.delay(),
                unlimited.timeout(), unlimited.stallTimeout(), unlimited.batchTimeouts(), FATAL));
    }

    public ActorModel model() {
        return new ActorModel(name, "com.example." + name, name, autoStart, keyed, dependencies, resources, tasks, hooks,
                SupervisionModel.NONE);
    }

    @Override
    public Bean create(Owner owner) {
        String key = owner == null ? null : owner.key();
        Object instance;
        try {
            instance = constructor.create(key);
        } catch (Exception e) {
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
        return new Bean() {
            @Override
            public Object instance() {
                return instance;
            }

            @Override
            public Object key() {
                return key;
            }

            @Override
            public void destroy() {
                destroyed.accept(instance);
            }
        };
    }

    @Override
    public Duration idleTimeout() {
        return idleTimeout;
    }

    @Override
    public Object receiver(Object instance) {
        return receiver.apply(instance);
    }

    @Override
    public int mailboxSize() {
        return mailboxSize;
    }

    @Override
    public MethodCall call(int index) {
        return calls.get(index);
    }

    @Override
    public Duration timeout(ResourceModel resource) {
        return resource.timeout().isEmpty() ? null : Duration.parse(resource.timeout());
    }
}
