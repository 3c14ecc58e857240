package io.quarkiverse.actors.benchmarks.message;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;

/** Two actors that tell each other. */
final class ActorRally implements Flow {

    private final ActorRef<Ping> ping;
    private final ActorRef<Pong> pong;

    ActorRally(Application application) {
        ActorSystem system = application.bean(ActorSystem.class);
        ping = system.actor(Ping.class);
        pong = system.actor(Pong.class);
        ping.start().await().indefinitely();
        pong.start().await().indefinitely();
    }

    @Override
    public Arrived run(int items) throws Exception {
        End end = new End(items);
        ping.tell(actor -> actor.hit(new Item(0), end));
        return end.await();
    }

    @Override
    public void close() {
        ping.stop().await().indefinitely();
        pong.stop().await().indefinitely();
    }
}
