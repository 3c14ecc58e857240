package io.quarkiverse.actors.benchmarks.message;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Pekko;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Two of a peer that send to each other. */
final class PeerRallies {

    private PeerRallies() {
    }

    private record Hit(Item ball, End end, ActorRef<Hit> other) {
    }

    /** Two typed actors below a guardian that begins. */
    static Flow pekko() {
        ActorSystem<End> system = ActorSystem.create(Behaviors.setup(PeerRallies::guardian), "rally", Pekko.config());
        return new Flow() {
            @Override
            public Arrived run(int items) throws Exception {
                End end = new End(items);
                system.tell(end);
                return end.await();
            }

            @Override
            public void close() {
                system.terminate();
            }
        };
    }

    private static Behavior<End> guardian(ActorContext<End> context) {
        ActorRef<Hit> ping = context.spawn(player(), "ping");
        ActorRef<Hit> pong = context.spawn(player(), "pong");
        return Behaviors.receiveMessage(end -> {
            ping.tell(new Hit(new Item(0), end, pong));
            return Behaviors.same();
        });
    }

    private static Behavior<Hit> player() {
        return Behaviors.receive((context, hit) -> {
            hit.end.add(hit.ball);
            if (!hit.end.completeIfFull()) {
                hit.other.tell(new Hit(hit.ball.increment(), hit.end, context.getSelf()));
            }
            return Behaviors.same();
        });
    }

    /** Each hit is an item that is emitted on the worker pool of Quarkus. */
    static Flow uni() {
        return items -> {
            End end = new End(items);
            send(new Item(0), end);
            return end.await();
        };
    }

    private static void send(Item ball, End end) {
        Uni.createFrom().item(ball).emitOn(Infrastructure.getDefaultExecutor()).subscribe().with(item -> {
            end.add(item);
            if (!end.completeIfFull()) {
                send(item.increment(), end);
            }
        });
    }
}
