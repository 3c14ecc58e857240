package io.quarkiverse.actors.runtime.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.resource.Resources;
import io.quarkiverse.actors.runtime.stream.Confluence;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.task.Task;
import io.smallrye.mutiny.Multi;

/**
 * An actor of the graph with its instances: an ordinary actor has one, a keyed actor one for each key in use. What all
 * instances have in common is kept here.
 * <p>
 * Control thread, unless a method says otherwise.
 */
/*
 * An instance of a keyed actor is made by whoever asks for its key first, as a bare cell; the map decides who that is. All
 * the rest is done on the control thread: there the cell is bound to those of the same key that it depends on, is started, and
 * decides to leave. Once it has decided it is replaced by the next who asks; the successor starts when it has gone.
 */
public final class ActorNode {

    /**
     * A neighbour in the graph.
     *
     * @param node the other actor
     * @param required whether the dependent needs the dependency to be started
     */
    public record Edge(ActorNode node, boolean required) {
    }

    private final ActorModel model;
    private final ActorBinding binding;
    private final Surroundings surroundings;
    private final Function<String, ActorNode> others;
    private final int position;
    private final List<Edge> dependencies = new ArrayList<>();
    private final List<Edge> dependents = new ArrayList<>();
    private final TransitionWatch watch;
    /** What the instances of a keyed actor emit, by the name of the task. */
    private final Map<String, Confluence> confluences = new HashMap<>();
    /** Null if the actor is keyed. */
    private final ActorCell only;
    private final ConcurrentHashMap<String, ActorCell> byKey = new ConcurrentHashMap<>();
    /** Instances that have decided to leave and have not gone, perhaps replaced already. */
    private final Set<ActorCell> leaving = new LinkedHashSet<>();
    private final List<Resources.Definition> resources;
    private final IdleWatch idleWatch;
    private volatile boolean closed;

    /**
     * @param model what the build found
     * @param binding its bean
     * @param surroundings what all actors share
     * @param others finds another actor by its name
     * @param position the place in the order of the graph
     */
    public ActorNode(ActorModel model, ActorBinding binding, Surroundings surroundings, Function<String, ActorNode> others,
            int position) {
        this.model = model;
        this.binding = binding;
        this.surroundings = surroundings;
        this.others = others;
        this.position = position;
        this.watch = new TransitionWatch(model.name(), surroundings.threads().workers()::execute);
        this.resources = model.resources().stream()
                .map(r -> new Resources.Definition(r, binding.call(r.method().call()), binding.timeout(r))).toList();
        if (model.isKeyed()) {
            for (TaskModel task : model.tasks()) {
                if (task.method().emits()) {
                    confluences.put(task.name(), new Confluence(model.name() + "#" + task.name()));
                }
            }
        }
        this.idleWatch = new IdleWatch(this, binding.idleTimeout());
        this.only = model.isKeyed() ? null : new ActorCell(this, null, null);
    }

    /**
     * Connects this actor with one that it depends on.
     *
     * @param dependency the other actor
     * @param required whether this actor needs it to be started
     */
    public void dependOn(ActorNode dependency, boolean required) {
        dependencies.add(new Edge(dependency, required));
        dependency.dependents.add(new Edge(this, required));
    }

    /**
     * What the build found. Any thread.
     *
     * @return the model
     */
    public ActorModel model() {
        return model;
    }

    /**
     * Whether there is an instance for each key. Any thread.
     *
     * @return {@code false} for an actor of which there is one
     */
    public boolean isKeyed() {
        return only == null;
    }

    /**
     * The instance of an actor that is not keyed. Any thread.
     *
     * @return the instance; null if the actor is keyed
     */
    public ActorCell only() {
        return only;
    }

    /**
     * The instances, without those that were replaced. Any thread.
     *
     * @return a view that follows what comes and goes
     */
    public Collection<ActorCell> cells() {
        return only != null ? List.of(only) : byKey.values();
    }

    /** The instances with those that were replaced and have not gone yet. */
    public Collection<ActorCell> allCells() {
        if (leaving.isEmpty()) {
            return cells();
        }
        Set<ActorCell> all = new LinkedHashSet<>(leaving);
        all.addAll(cells());
        return all;
    }

    /**
     * The instance of a key. Any thread.
     *
     * @param key the key
     * @return the instance; null if there is none
     */
    public ActorCell find(String key) {
        return byKey.get(key);
    }

    /**
     * The instance of a key that stays: a new one, not started, if there is none or if it is about to leave. Any thread.
     *
     * @param key the key
     * @return the instance, the same for all who ask at the same time
     */
    public ActorCell obtain(String key) {
        ActorCell found = byKey.get(key);
        return stays(found) ? found : byKey.compute(key, this::staying);
    }

    private ActorCell staying(String key, ActorCell cell) {
        return stays(cell) ? cell : new ActorCell(this, key, cell);
    }

    private static boolean stays(ActorCell cell) {
        return cell != null && !cell.isLeaving();
    }

    /**
     * Likewise, for a start that is about to be called: messages wait for it, and the instance does not leave before it is
     * over because nobody used it. Any thread.
     *
     * @param key the key
     * @return the instance
     */
    public ActorCell expectStart(String key) {
        return byKey.compute(key, (k, cell) -> {
            ActorCell staying = staying(k, cell);
            staying.mailbox().startCalled();
            return staying;
        });
    }

    /** An instance is to leave since nobody used it, unless somebody is about to start it; returns whether it does. */
    boolean leaves(ActorCell unused) {
        byKey.computeIfPresent(unused.key(), (k, cell) -> {
            if (cell == unused && !cell.mailbox().awaitsStart()) {
                cell.beginDeparture();
            }
            return cell;
        });
        return unused.isLeaving();
    }

    /**
     * The instance of a key that takes messages, which wait for it to start if need be. Any thread.
     *
     * @param key the key
     * @return the instance; null if none starts any more
     */
    public ActorCell activate(String key) {
        if (closed) {
            return null;
        }
        ActorCell cell = expectStart(key);
        surroundings.control().execute(() -> {
            if (!cell.isLeaving()) {
                cell.start(false);
            }
            cell.mailbox().startOver();
        });
        return cell;
    }

    /**
     * The transitions of an instance, from the subscription on. Any thread.
     *
     * @param key the key, also of instances to come; null for the instance of an actor that is not keyed
     * @return the stream
     */
    public Multi<ActorTransition> transitions(String key) {
        Multi<ActorTransition> all = watch.watch();
        return key == null ? all : all.select().where(transition -> key.equals(transition.key()));
    }

    /**
     * An instance that nobody else gets to see, for calls that need one which is there: they end as they do in
     * {@code initialized}. Any thread.
     *
     * @param key the key
     * @return the instance
     */
    public ActorCell absent(String key) {
        return new ActorCell(this, key, null);
    }

    /** Lets no instance start any more, because the application ends. */
    public void close() {
        closed = true;
        if (only != null) {
            only.retire();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Completes all who watch, because the application has ended. */
    public void closeStreams() {
        watch.close();
        confluences.values().forEach(confluence -> confluence.whole().close());
        allCells().forEach(cell -> cell.tasks().stream().map(Task::output).filter(output -> output != null)
                .forEach(ItemStream::close));
    }

    // for its instances

    ActorBinding binding() {
        return binding;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    List<Resources.Definition> resources() {
        return resources;
    }

    TransitionWatch watch() {
        return watch;
    }

    int position() {
        return position;
    }

    List<Edge> dependencies() {
        return dependencies;
    }

    List<Edge> dependents() {
        return dependents;
    }

    Map<String, Confluence> confluences() {
        return confluences;
    }

    /** The instances that are neighbours of another actor's: of two keyed actors the ones of the same key. */
    Collection<ActorCell> seenBy(ActorCell cell) {
        if (only != null || cell.key() == null) {
            return cells();
        }
        ActorCell found = find(cell.key());
        return found == null ? List.of() : List.of(found);
    }

    /**
     * What a task of this actor emits, as another one consumes it.
     *
     * @param key the key of the consumer; null for one that consumes from all instances, as do those who watch
     * @param task the name of the task
     * @return the stream
     */
    public ItemStream stream(String key, String task) {
        if (only == null && key == null) {
            Confluence confluence = confluences.get(task);
            if (confluence == null) {
                throw new IllegalArgumentException(model.name() + " has no task " + task + " that emits");
            }
            return confluence.whole();
        }
        ActorCell cell = only != null ? only : find(key);
        return cell.tasks().stream().filter(t -> t.name().equals(task)).map(Task::output).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(model.name() + " has no task " + task));
    }

    ActorNode other(String actor) {
        return others.apply(actor);
    }

    /** An instance is there: from now on it is looked whether it is used. */
    void appeared() {
        idleWatch.begin();
    }

    void leaving(ActorCell cell) {
        leaving.add(cell);
    }

    /** An instance has gone; one that could not be stopped stays to be seen until it is replaced. */
    void gone(ActorCell cell, boolean stopped) {
        leaving.remove(cell);
        if (stopped) {
            byKey.remove(cell.key(), cell);
        }
    }
}
