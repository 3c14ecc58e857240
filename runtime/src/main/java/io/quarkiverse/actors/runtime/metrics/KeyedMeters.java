package io.quarkiverse.actors.runtime.metrics;

import io.micrometer.core.instrument.Tags;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.system.Actors;

/** What all instances of a keyed actor are in, taken together: a tag for each key would be too many. */
record KeyedMeters(String actor, Actors actors) {

    void register(Meters meters) {
        Tags tags = Tags.of("actor", actor);
        for (ActorState state : ActorMeters.STATES) {
            ActorMeters.state(meters, tags, state, this, it -> it.count(state));
        }
        ActorMeters.messages(meters, tags, this, KeyedMeters::messages);
    }

    private long count(ActorState state) {
        return actors.instances(actor).stream().filter(instance -> instance.state().isIn(state)).count();
    }

    private long messages() {
        return actors.instances(actor).stream().mapToLong(instance -> instance.mailbox().size()).sum();
    }
}
