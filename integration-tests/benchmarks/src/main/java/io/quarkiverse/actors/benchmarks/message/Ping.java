package io.quarkiverse.actors.benchmarks.message;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Item;

/** One of two actors that tell each other. */
@Actor(autoStart = false)
class Ping {

    @Inject
    ActorRef<Pong> other;

    void hit(Item ball, End end) {
        end.add(ball);
        if (!end.completeIfFull()) {
            other.tell(pong -> pong.hit(ball.increment(), end));
        }
    }
}
