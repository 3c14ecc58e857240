package io.quarkiverse.actors.runtime.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.reference.ReferenceActor.Mode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.mutiny.subscription.UniEmitter;

/** What the methods of an actor do, and what is seen of it. */
final class LiveActor {

    private final String name;
    final List<Integer> processed = new ArrayList<>();
    final Set<Trigger> vetoed = EnumSet.noneOf(Trigger.class);
    int lost;
    private Mode mode = Mode.WORKS;
    private int open;
    /** Of the acquisition that hangs; null if none does. */
    private UniEmitter<? super AutoCloseable> pending;
    /** Null unless the source is subscribed to. */
    private MultiEmitter<? super Object> source;

    LiveActor(String name) {
        this.name = name;
    }

    // what it does

    Uni<AutoCloseable> acquire() {
        return Uni.createFrom().emitter(emitter -> {
            pending = emitter;
            emitter.onTermination(() -> pending = null);
            settle();
        });
    }

    private void settle() {
        UniEmitter<? super AutoCloseable> emitter = pending;
        if (emitter == null || mode == Mode.HANGS) {
            return;
        }
        pending = null;
        if (mode == Mode.FAILS) {
            emitter.fail(new IllegalStateException("not to be had"));
        } else {
            open++;
            emitter.complete((AutoCloseable) () -> open--);
        }
    }

    Multi<Object> source() {
        return Multi.createFrom().emitter(emitter -> {
            source = emitter;
            emitter.onTermination(() -> source = null);
        });
    }

    // what is done to it

    void setMode(Mode next) {
        mode = next;
        settle();
    }

    void veto(Trigger trigger, boolean no) {
        vetoed.remove(trigger);
        if (no) {
            vetoed.add(trigger);
        }
    }

    boolean emit() {
        if (source == null || source.requested() == 0) {
            return false;
        }
        source.emit("item");
        return true;
    }

    boolean fail() {
        if (source == null) {
            return false;
        }
        MultiEmitter<? super Object> failing = source;
        source = null;
        failing.fail(new IllegalStateException("source of " + name));
        return true;
    }

    // what is seen of it

    boolean emits() {
        return source != null;
    }

    String describe(ActorRef<?> ref) {
        return describe(name, ref.state(), ref.restartState(), open, emits(), processed, lost);
    }

    static String describe(String name, ActorState state, RestartState restart, int open, boolean emits,
            List<Integer> processed, int lost) {
        return "%s %s %s, resources %d, source %s, processed %s, lost %d".formatted(name, state.path(), restart, open,
                emits ? "runs" : "waits", processed, lost);
    }

    void hasNothingLeft() {
        assertThat(open).as("resources of " + name).isZero();
        assertThat(pending).as("acquisition of " + name).isNull();
        assertThat(source).as("subscription of " + name).isNull();
    }
}
