package io.quarkiverse.actors.benchmarks.message;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.ConsumeEvent;
import io.vertx.core.eventbus.EventBus;

/** Two consumers on event loops that send to each other. */
@Singleton
@Unremovable
public class EventBusRally implements Flow {

    private static final String PING = "rally.ping";
    private static final String PONG = "rally.pong";

    @Inject
    EventBus bus;
    private volatile End end;

    @ConsumeEvent(PING)
    void ping(Item ball) {
        hit(ball, PONG);
    }

    @ConsumeEvent(PONG)
    void pong(Item ball) {
        hit(ball, PING);
    }

    private void hit(Item ball, String other) {
        End current = end;
        current.add(ball);
        if (!current.completeIfFull()) {
            bus.send(other, ball.increment());
        }
    }

    @Override
    public Arrived run(int items) throws Exception {
        End current = new End(items);
        end = current;
        bus.send(PING, new Item(0));
        return current.await();
    }
}
