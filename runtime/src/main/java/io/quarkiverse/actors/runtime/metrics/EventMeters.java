package io.quarkiverse.actors.runtime.metrics;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.lifecycle.TransitionListener;
import io.quarkiverse.actors.runtime.task.Task;

/** Counts what happens to actors. Control thread, once all actors are registered. */
final class EventMeters implements TransitionListener {

    private record Target(String actor, ActorState state) {
    }

    private record Consumer(String actor, String task) {
    }

    private final Meters meters;
    /** Each registered when it happens first: most actors never go to most states. */
    private final Map<Target, Counter> transitions = new HashMap<>();
    private final Map<String, Counter> restarts = new HashMap<>();
    private final Map<Consumer, Counter> deadLetters = new HashMap<>();

    EventMeters(Meters meters) {
        this.meters = meters;
    }

    /** Those that everybody may have are there from the beginning on, at 0. */
    void register(ActorCell actor) {
        restarts(actor.name());
        actor.tasks().stream().filter(Task::isConsumer)
                .forEach(task -> deadLetters(new Consumer(actor.name(), task.name())));
    }

    @Override
    public void onTransition(ActorTransition transition) {
        transitions(new Target(transition.actor(), transition.to())).increment();
        if (transition.trigger() == Trigger.RESTART && transition.to() == ActorState.STARTING) {
            restarts(transition.actor()).increment();
        }
    }

    void onDeadLetter(DeadLetter letter) {
        deadLetters(new Consumer(letter.actor(), letter.task())).increment();
    }

    private Counter transitions(Target target) {
        return transitions.computeIfAbsent(target, it -> meters.counter("actors.transitions", "Transitions to a state",
                Tags.of("actor", it.actor(), "state", ActorMeters.tag(it.state()))));
    }

    private Counter restarts(String actor) {
        return restarts.computeIfAbsent(actor, it -> meters.counter("actors.restarts", "Restarts that have begun",
                Tags.of("actor", it)));
    }

    private Counter deadLetters(Consumer consumer) {
        return deadLetters.computeIfAbsent(consumer, it -> meters.counter("actors.dead.letters",
                "Items that will not be processed", Tags.of("actor", it.actor(), "task", it.task())));
    }
}
