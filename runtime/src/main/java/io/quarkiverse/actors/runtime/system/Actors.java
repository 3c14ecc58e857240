package io.quarkiverse.actors.runtime.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorGraph;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.graph.Dependency;
import io.quarkiverse.actors.runtime.graph.DependencyGraph;
import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.lifecycle.ActorNode;
import io.quarkiverse.actors.runtime.lifecycle.ControlThread;
import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.lifecycle.Settings;
import io.quarkiverse.actors.runtime.lifecycle.StallWatch;
import io.quarkiverse.actors.runtime.lifecycle.StartGroup;
import io.quarkiverse.actors.runtime.lifecycle.StateDiagram;
import io.quarkiverse.actors.runtime.lifecycle.StateListener;
import io.quarkiverse.actors.runtime.lifecycle.StopSet;
import io.quarkiverse.actors.runtime.lifecycle.Surroundings;
import io.quarkiverse.actors.runtime.lifecycle.TaskTransitionListener;
import io.quarkiverse.actors.runtime.lifecycle.TransitionListener;
import io.quarkiverse.actors.runtime.message.Deadlines;
import io.quarkiverse.actors.runtime.message.Mailbox;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.DependencyModel;
import io.quarkiverse.actors.runtime.resource.ResourceSlot;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.turn.Lanes;
import io.quarkiverse.actors.runtime.turn.Threads;
import io.quarkiverse.actors.runtime.turn.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** All actors of an application. */
public final class Actors implements ActorSystem {

    private final Platform platform;
    private final Surroundings surroundings;
    private final Stops stops;
    private final DependencyGraph graph;
    /** In the order of the graph. */
    private final Map<String, ActorNode> nodes = new LinkedHashMap<>();
    /** Of the actors that are not keyed. */
    private final Map<String, ActorReference<?>> references = new LinkedHashMap<>();
    private final List<String> keyedActors;
    private final Map<String, String> namesByClass = new HashMap<>();
    private final List<TransitionListener> listeners = new CopyOnWriteArrayList<>();
    private final List<TaskTransitionListener> taskListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<DeadLetter>> deadLetters = new CopyOnWriteArrayList<>();
    private final List<StateListener> stateListeners = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> shutdown;

    /**
     * The actors in {@code initializing}.
     *
     * @param models what the build found
     * @param bindings connects each actor with its bean
     * @param settings what the user has set
     * @param platform threads, timers and time
     */
    public Actors(List<ActorModel> models, Function<ActorModel, ActorBinding> bindings, Settings settings, Platform platform) {
        this.platform = platform;
        this.surroundings = surroundings(settings, platform);
        this.stops = new Stops(surroundings);
        this.graph = graph(models);
        Map<String, ActorModel> byName = new HashMap<>();
        models.forEach(model -> byName.put(model.name(), model));
        for (String name : graph.actors()) {
            ActorModel model = byName.get(name);
            ActorNode node = new ActorNode(model, bindings.apply(model), surroundings, nodes::get, nodes.size());
            nodes.put(name, node);
            namesByClass.put(model.beanClass(), name);
            connect(node);
        }
        this.keyedActors = nodes.values().stream().filter(ActorNode::isKeyed).map(node -> node.model().name()).toList();
    }

    private Surroundings surroundings(Settings settings, Platform platform) {
        Threads threads = threads(settings, platform);
        ControlThread control = new ControlThread(platform.control());
        // not the lanes: actors that block may hold all of them, just when the time of a reply is over
        Mailbox.Shared mailboxes = new Mailbox.Shared(
                new Deadlines(settings.askTimeout(), platform.timers(), platform.nanoTime()),
                platform.workers(), platform.contexts());
        return new Surroundings(threads, platform.loops().get(0), control,
                platform.timers(), platform.clock(), platform.nanoTime(), settings, mailboxes,
                listeners, taskListeners, deadLetters, platform.random(), stateListeners,
                new StallWatch(control, platform.timers(), platform.nanoTime()), this::startAgain,
                cell -> stops.stop(() -> StopSet.of(cell)));
    }

    private static Threads threads(Settings settings, Platform platform) {
        int parallelism = platform.parallelism();
        Timers timers = platform.timers();
        LongSupplier nanoTime = platform.nanoTime();
        Lanes workers = Lanes.workers(platform.workers(), settings.maxBlocking(), parallelism, timers, nanoTime)
                .isolatedBy(platform.contexts());
        Lanes loops = Lanes.loops(platform.loops(), parallelism, timers, nanoTime).isolatedBy(platform.contexts());
        Lanes virtual = platform.virtual() == null ? workers
                : Lanes.virtual(platform.virtual(), parallelism, timers, nanoTime).isolatedBy(platform.contexts());
        return new Threads(workers, loops, virtual);
    }

    private static DependencyGraph graph(List<ActorModel> models) {
        List<Dependency> edges = new ArrayList<>();
        for (ActorModel model : models) {
            for (DependencyModel dependency : model.dependencies()) {
                edges.add(new Dependency(model.name(), dependency.actor(), dependency.required()));
            }
        }
        return DependencyGraph.of(models.stream().map(ActorModel::name).toList(), edges);
    }

    private void connect(ActorNode node) {
        for (DependencyModel dependency : node.model().dependencies()) {
            node.dependOn(nodes.get(dependency.actor()), dependency.required());
        }
        if (!node.isKeyed()) {
            references.put(node.model().name(), new ActorReference<>(node.only(), this));
            node.only().bind();
        }
    }

    ItemStream itemStream(String actor, String task) {
        return node(actor).stream(null, task);
    }

    private ActorNode node(String name) {
        ActorNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("There is no actor " + name + "; the actors are " + graph.actors());
        }
        return node;
    }

    private ActorCell cell(String name) {
        ActorCell cell = node(name).only();
        if (cell == null) {
            throw keyed(name);
        }
        return cell;
    }

    private static IllegalArgumentException keyed(String name) {
        return new IllegalArgumentException(
                name + " is keyed: it has an instance for each key; name one with actor(" + name + ".class, key)");
    }

    /**
     * The actors that are not keyed, with what they consist of, to be looked at from any thread.
     *
     * @return the actors, in the order of the graph
     */
    public List<ActorCell> ordinary() {
        return nodes.values().stream().filter(node -> !node.isKeyed()).map(ActorNode::only).toList();
    }

    // what the shell uses

    /**
     * Hears of every transition from now on; as long as nobody does, no {@code ActorTransition} is built.
     *
     * @param listener called on the control thread; what it throws is logged
     */
    public void addListener(TransitionListener listener) {
        listeners.add(Listening.to(listener::onTransition)::accept);
    }

    /**
     * Hears of no transition any more.
     *
     * @param listener one that was added
     */
    public void removeListener(TransitionListener listener) {
        listeners.remove(listener);
    }

    /**
     * Hears of every change of state of a task from now on; as long as nobody does, no {@code TaskTransition} is built.
     *
     * @param listener called on the control thread; what it throws is logged
     */
    public void addTaskListener(TaskTransitionListener listener) {
        taskListeners.add(Listening.to(listener::onTaskTransition)::accept);
    }

    /**
     * Hears where actors are, from now on.
     *
     * @param listener called on the control thread
     */
    public void addStateListener(StateListener listener) {
        stateListeners.add(Listening.toStates(listener));
    }

    /**
     * What the build found of an actor.
     *
     * @param actor the name of the actor
     * @return the model
     */
    public ActorModel model(String actor) {
        return node(actor).model();
    }

    /**
     * The states that an actor may be in.
     *
     * @param actor the name of the actor
     * @return the diagram
     */
    public StateDiagram stateDiagram(String actor) {
        return new StateDiagram(model(actor).substates());
    }

    /**
     * Why an actor has crashed.
     *
     * @param actor the name of the actor
     * @return the failure; null if the actor is not in {@code crashed}
     */
    public Throwable crash(String actor) {
        return cell(actor).crash();
    }

    /**
     * Hears of every item that will not be processed, from now on.
     *
     * @param listener called on the control thread; what it throws is logged
     */
    public void addDeadLetterListener(Consumer<DeadLetter> listener) {
        deadLetters.add(Listening.to(listener));
    }

    /** Makes the actors ready to be started. */
    public void initialize() {
        onControl(() -> ordinary().forEach(ActorCell::initialize));
    }

    /**
     * Starts what starts with the application; no guards are asked.
     *
     * @return completes on the control thread when every start has come to its end; fails if one did
     */
    public CompletableFuture<Void> boot() {
        return expectStarts(false);
    }

    /**
     * Likewise, and an actor whose start fails is started again and again until it succeeds, after the delays of its
     * supervision; with it those that could not start because of it. A stop, or a report of an error, ends that.
     *
     * @return completes on the control thread when every first start has come to its end; fails if one did
     */
    public CompletableFuture<Void> bootPersistently() {
        return onControl(() -> {
            if (!isShuttingDown()) {
                booting().forEach(ActorCell::keepStarting);
            }
            return startAll(false);
        });
    }

    private List<ActorCell> booting() {
        return ordinary().stream().filter(cell -> cell.model().autoStart()).toList();
    }

    /** Starts an actor that has crashed on its start, together with those that wait for it and lack nothing else. */
    private void startAgain(ActorCell cell) {
        onControl(() -> {
            Collection<ActorCell> dependents = cell.requiredDependents();
            Set<ActorCell> group = new LinkedHashSet<>();
            for (ActorCell each : ordinary()) {
                boolean due = each == cell ? cell.isRetried() && cell.state() == ActorState.CRASHED
                        : dependents.contains(each) && each.awaitsRetry() && each.requiredDependencies().stream()
                                .allMatch(needed -> group.contains(needed) || needed.state().isIn(ActorState.STARTED));
                if (due) {
                    group.add(each);
                }
            }
            StartGroup.start(group, false);
        });
    }

    /**
     * Stops all actors for good; no guards are asked, and no start is possible any more.
     *
     * @return completes on the control thread when all are stopped; fails if one ended in {@code crashed}
     */
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = onControl(() -> {
            if (shutdown == null) {
                shutdown = new CompletableFuture<>();
                nodes.values().forEach(ActorNode::close);
                stops.stop(this::all).whenComplete((ignored, failure) -> {
                    nodes.values().forEach(ActorNode::closeStreams);
                    if (failure == null) {
                        shutdown.complete(null);
                    } else {
                        shutdown.completeExceptionally(failure);
                    }
                });
            }
            return shutdown;
        });
        return done;
    }

    /**
     * What a task emits, as it is watched from outside.
     *
     * @param actor the name of the actor
     * @param task the name of the task
     * @return the stream
     */
    public Multi<Object> stream(String actor, String task) {
        // not on the lanes: a subscriber that blocks must not hold the actors up
        return itemStream(actor, task).watch(platform.workers());
    }

    /**
     * A resource of an actor that is not keyed.
     *
     * @param actor the name of the actor
     * @param method the name of the resource method
     * @return the resource
     */
    public ResourceSlot resource(String actor, String method) {
        return cell(actor).resource(method);
    }

    /**
     * The instances of a keyed actor.
     *
     * @param actor the name of the actor
     * @return the instances, a view that follows what comes and goes
     */
    public Collection<ActorCell> instances(String actor) {
        return node(actor).cells();
    }

    /**
     * How many instances of a keyed actor are in which state.
     *
     * @param actor the name of the actor
     * @return the counts at this moment
     */
    public Census census(String actor) {
        return Census.of(instances(actor));
    }

    /**
     * The actors of which there is an instance for each key.
     *
     * @return their names, in the order of the graph
     */
    public List<String> keyedActors() {
        return keyedActors;
    }

    /**
     * The actors of which there is one each. Copies nothing, however many they are.
     *
     * @return their names, in the order of the graph
     */
    public Set<String> singleActors() {
        return Collections.unmodifiableSet(references.keySet());
    }

    /**
     * What the build found of an actor.
     *
     * @param actor the class of the actor
     * @return the model
     */
    public ActorModel model(Class<?> actor) {
        return node(name(actor)).model();
    }

    // the public API

    @Override
    public List<ActorRef<?>> actors() {
        return List.copyOf(references.values());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <A> ActorRef<A> actor(Class<A> actor) {
        return (ActorRef<A>) actor(name(actor));
    }

    @Override
    public <A> ActorRef<A> actor(Class<A> actor, String key) {
        return keyed(name(actor), key);
    }

    /**
     * The instance of a keyed actor for a key.
     *
     * @param <A> the class of the actor
     * @param actor the name of the actor
     * @param key the key
     * @return its reference
     */
    public <A> ActorRef<A> keyed(String actor, String key) {
        ActorNode node = node(actor);
        if (key == null || key.isEmpty()) {
            throw new IllegalArgumentException("The key of " + actor + " is " + (key == null ? "null" : "empty")
                    + ": an instance is told from others by a key of at least one character");
        }
        if (!node.isKeyed()) {
            throw new IllegalArgumentException(
                    actor + " is not keyed: leave the key out, or annotate it @Actor(keyed = true)");
        }
        return new KeyedReference<>(node, key, this);
    }

    private String name(Class<?> actor) {
        String name = namesByClass.get(actor.getName());
        if (name == null) {
            throw new IllegalArgumentException(actor.getName() + " is no actor of this application; the actors are "
                    + graph.actors());
        }
        return name;
    }

    @Override
    public ActorRef<?> actor(String name) {
        cell(name);
        return references.get(name);
    }

    @Override
    public ActorGraph graph() {
        return graph;
    }

    @Override
    public Uni<Void> start() {
        return outcome(expectStarts(true), this::isInTurn, "The start of all actors");
    }

    @Override
    public Uni<Void> stop() {
        return outcome(() -> stops.ask(this::all), this::isInTurn, "The stop of all actors");
    }

    @Override
    public Uni<Void> completion() {
        return outcome(this::allComplete, this::isInTurn, "The completion of all actors");
    }

    /** Whether the calling thread is in the turn of an actor, which waits for itself if it waits for all. */
    private boolean isInTurn() {
        return nodes.values().stream().anyMatch(node -> node.cells().stream().anyMatch(ActorCell::isInTurn));
    }

    private CompletableFuture<Void> allComplete() {
        List<CompletableFuture<Void>> awaited = ordinary().stream()
                .filter(cell -> cell.model().autoStart() || cell.state() != ActorState.INITIALIZED)
                .map(ActorCell::completion).toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new));
        awaited.forEach(one -> one.exceptionally(failure -> {
            all.completeExceptionally(failure);
            return null;
        }));
        return all;
    }

    // lifecycle calls; control thread

    CompletableFuture<Void> start(ActorCell cell) {
        return cell.start(true);
    }

    CompletableFuture<Void> stop(ActorCell cell) {
        return stops.ask(() -> StopSet.of(cell));
    }

    /** Messages that come after the call wait for the start, although the control thread has not come to it. */
    private CompletableFuture<Void> expectStarts(boolean explicit) {
        List<ActorCell> starting = booting();
        starting.forEach(cell -> cell.mailbox().startCalled());
        return onControl(() -> {
            try {
                return startAll(explicit);
            } finally {
                starting.forEach(cell -> cell.mailbox().startOver());
            }
        });
    }

    private CompletableFuture<Void> startAll(boolean explicit) {
        if (isShuttingDown()) {
            return refuse("start of all actors");
        }
        return Failures.settle(StartGroup.start(booting(), explicit));
    }

    CompletableFuture<Void> restart(ActorCell cell) {
        return isShuttingDown() ? refuse("restart of " + cell.name()) : cell.call(Trigger.RESTART, true);
    }

    private Collection<ActorCell> all() {
        return nodes.values().stream().flatMap(node -> node.allCells().stream()).toList();
    }

    private boolean isShuttingDown() {
        return shutdown != null;
    }

    private static CompletableFuture<Void> refuse(String what) {
        return CompletableFuture.failedFuture(new ActorException("The " + what + " was refused: the application is stopping"));
    }

    // threads

    void onControl(Runnable step) {
        surroundings.control().execute(step);
    }

    private CompletableFuture<Void> onControl(Supplier<CompletableFuture<Void>> call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        onControl(() -> Failures.relay(call, done));
        return done;
    }

    Uni<Void> outcome(Supplier<CompletableFuture<Void>> call, BooleanSupplier ownTurn, String what) {
        return outcome(onControl(call), ownTurn, what);
    }

    private Uni<Void> outcome(CompletableFuture<Void> call, BooleanSupplier ownTurn, String what) {
        return Outcome.of(call, platform.contexts().withCallers(surroundings.loop()), ownTurn, what);
    }
}
