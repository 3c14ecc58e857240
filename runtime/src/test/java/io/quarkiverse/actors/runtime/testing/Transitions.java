package io.quarkiverse.actors.runtime.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.lifecycle.StateMachine;
import io.quarkiverse.actors.runtime.lifecycle.TransitionListener;

/** Records transitions, and notes those that the state machine does not allow. */
public final class Transitions implements TransitionListener {

    private final List<ActorTransition> all = new ArrayList<>();
    private final List<String> illegal = new ArrayList<>();
    private final Map<String, ActorState> states = new HashMap<>();

    @Override
    public synchronized void onTransition(ActorTransition transition) {
        boolean keyed = transition.key() != null;
        ActorState before = states.put(transition.actor() + "/" + transition.key(), transition.to());
        boolean isNew = before == null || keyed && before == ActorState.STOPPED;
        ActorState begin = keyed ? ActorState.INITIALIZED : ActorState.INITIALIZING;
        boolean connected = transition.from() == (isNew ? begin : before);
        boolean within = transition.trigger() == Trigger.ENTER || transition.trigger() == Trigger.LEAVE;
        boolean legal = within ? transition.from() == transition.to()
                : StateMachine.mayFollow(transition.from(), transition.to());
        if (!connected || !legal) {
            illegal.add(transition.toString());
        }
        all.add(transition);
    }

    public synchronized List<ActorTransition> all() {
        return List.copyOf(all);
    }

    public synchronized List<String> illegal() {
        return List.copyOf(illegal);
    }

    /** The states that an actor has entered, innermost. */
    public List<String> of(String actor) {
        return all().stream().filter(t -> t.actor().equals(actor)).map(t -> t.to().name().toLowerCase()).toList();
    }

    public List<ActorTransition> entries(String actor, ActorState state) {
        return all().stream().filter(t -> t.actor().equals(actor) && t.to() == state).toList();
    }

    /** The only, or last, event of an actor that enters a state. */
    public ActorTransition last(String actor, ActorState state) {
        List<ActorTransition> entries = entries(actor, state);
        return entries.get(entries.size() - 1);
    }

    /** How many events there were before an actor entered a state for the first time; -1 if it did not. */
    public int indexOf(String actor, ActorState state) {
        List<ActorTransition> events = all();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).actor().equals(actor) && events.get(i).to() == state) {
                return i;
            }
        }
        return -1;
    }

    public synchronized void clear() {
        all.clear();
    }
}
