package io.quarkiverse.actors.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.runtime.lifecycle.Settings;
import io.quarkiverse.actors.runtime.system.Actors;
import io.smallrye.mutiny.Uni;

/** A system of actors in virtual time. */
public final class TestSystem implements AutoCloseable {

    public static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(20);
    public static final Duration ASK_TIMEOUT = Duration.ofSeconds(10);
    public static final Settings SETTINGS = new Settings(SHUTDOWN_TIMEOUT, Duration.ofSeconds(1), ASK_TIMEOUT, 20);

    public final VirtualStage stage;
    public final Actors actors;
    public final Transitions transitions = new Transitions();
    private final LogRecords log = new LogRecords();

    public TestSystem(TestActor... actors) {
        this(new VirtualStage(), List.of(actors));
    }

    public TestSystem(VirtualStage stage, List<TestActor> all) {
        this.stage = stage;
        this.actors = actors(all, stage, transitions);
        stage.settle();
        transitions.clear();
    }

    /** Makes actors and initializes them. */
    public static Actors actors(List<TestActor> all, Stage stage, Transitions transitions) {
        Map<String, TestActor> byName = new HashMap<>();
        all.forEach(actor -> byName.put(actor.name(), actor));
        Actors actors = new Actors(all.stream().map(TestActor::model).toList(), model -> byName.get(model.name()), SETTINGS,
                stage.platform());
        actors.addListener(transitions);
        actors.initialize();
        return actors;
    }

    public ActorRef<?> ref(String actor) {
        return actors.actor(actor);
    }

    /** The reference of an actor whose instance is known to be an {@code A}. */
    @SuppressWarnings("unchecked")
    public <A> ActorRef<A> typed(String actor) {
        return (ActorRef<A>) actors.actor(actor);
    }

    // calls: made, and played until nothing is left to do at the present time

    public Call start(String actor) {
        return play(ref(actor).start());
    }

    public Call stop(String actor) {
        return play(ref(actor).stop());
    }

    public Call pause(String actor) {
        return play(ref(actor).pause());
    }

    public Call resume(String actor) {
        return play(ref(actor).resume());
    }

    public Call restart(String actor) {
        return play(ref(actor).restart());
    }

    public Call completion(String actor) {
        return play(ref(actor).completion());
    }

    public void reportError(String actor, Throwable cause) {
        ref(actor).reportError(cause);
        stage.settle();
    }

    public Call boot() {
        return play(Uni.createFrom().completionStage(actors.boot()));
    }

    public Call bootPersistently() {
        return play(Uni.createFrom().completionStage(actors.bootPersistently()));
    }

    public Call shutdown() {
        return play(Uni.createFrom().completionStage(actors.shutdown()));
    }

    public Call play(Uni<?> uni) {
        Call call = Call.of(uni);
        stage.settle();
        return call;
    }

    // what there is to see

    public String path(String actor) {
        return ref(actor).path();
    }

    public List<String> paths(String... names) {
        return Stream.of(names).map(this::path).toList();
    }

    public TaskSnapshot task(String actor, String task) {
        return ref(actor).tasks().stream().filter(snapshot -> snapshot.name().equals(task)).findFirst().orElseThrow();
    }

    public LogRecords log() {
        return log;
    }

    /** Checks what has to hold after every test. */
    @Override
    public void close() {
        try {
            assertThat(transitions.illegal()).as("illegal transitions").isEmpty();
            log.hasNoBug();
        } finally {
            log.close();
            stage.close();
        }
    }
}
