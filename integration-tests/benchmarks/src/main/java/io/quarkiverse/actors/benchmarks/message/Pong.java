package io.quarkiverse.actors.benchmarks.message;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Item;

/** The other one. */
@Actor(autoStart = false)
class Pong {

    @Inject
    ActorRef<Ping> other;

    void hit(Item ball, End end) {
        end.add(ball);
        if (!end.completeIfFull()) {
            other.tell(ping -> ping.hit(ball.increment(), end));
        }
    }
}
