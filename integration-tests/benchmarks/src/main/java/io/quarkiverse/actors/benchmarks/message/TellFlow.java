package io.quarkiverse.actors.benchmarks.message;

import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Pekko;

/** One thread tells, with a window. */
final class TellFlow implements Flow {

    private static final int WINDOW = 1_024;
    private static final int AT_ONCE = 64;

    /** What is under way: where items arrive, and the room that they take up until then. */
    record Batch(End end, Semaphore room) {

        /** An item has arrived. */
        void add(Item item) {
            end.add(item);
            if (end.count() % AT_ONCE == 0) {
                room.release(AT_ONCE);
            }
            end.completeIfFull();
        }
    }

    private record Told(Item item, Batch batch) {
    }

    private final BiConsumer<Item, Batch> tell;
    private final Runnable close;

    private TellFlow(BiConsumer<Item, Batch> tell, Runnable close) {
        this.tell = tell;
        this.close = close;
    }

    static Flow actors(Application application) {
        ActorRef<Listener> actor = application.bean(io.quarkiverse.actors.ActorSystem.class).actor(Listener.class);
        actor.start().await().indefinitely();
        return new TellFlow((item, batch) -> actor.tell(listener -> listener.hear(item, batch)),
                () -> actor.stop().await().indefinitely());
    }

    static Flow pekko() {
        ActorSystem<Told> actor = ActorSystem.create(Behaviors.receiveMessage(told -> {
            told.batch.add(told.item);
            return Behaviors.same();
        }), "listener", Pekko.config());
        return new TellFlow((item, batch) -> actor.tell(new Told(item, batch)), actor::terminate);
    }

    @Override
    public Arrived run(int items) throws Exception {
        Batch batch = new Batch(new End(items), new Semaphore(WINDOW - AT_ONCE)); // the last to arrive is still in the mailbox
        for (int next = 0; next < items; next += AT_ONCE) {
            batch.room.acquire(AT_ONCE);
            for (int i = next; i < next + AT_ONCE; i++) {
                tell.accept(new Item(i), batch);
            }
        }
        return batch.end.await();
    }

    @Override
    public void close() {
        close.run();
    }
}
