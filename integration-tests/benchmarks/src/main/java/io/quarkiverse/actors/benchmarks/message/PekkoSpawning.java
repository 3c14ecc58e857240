package io.quarkiverse.actors.benchmarks.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Pekko;

/** Typed actors below a guardian, which is told of the end of each. A start is over when the actor has been set up. */
final class PekkoSpawning implements Spawning {

    private sealed interface Command permits Start, Ready, Stop, Gone {
    }

    private record Start(int size, CompletableFuture<Void> done) implements Command {
    }

    private record Ready() implements Command {
    }

    private record Stop(CompletableFuture<Void> done) implements Command {
    }

    private record Gone() implements Command {
    }

    private final ActorSystem<Command> system = ActorSystem.create(Behaviors.setup(Guardian::new), "spawning", Pekko.config());

    @Override
    public void start(int size) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        system.tell(new Start(size, done));
        done.get(1, TimeUnit.MINUTES);
    }

    @Override
    public void stop() throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        system.tell(new Stop(done));
        done.get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        system.terminate();
    }

    private static final class Guardian extends AbstractBehavior<Command> {

        private final List<ActorRef<Item>> children = new ArrayList<>();
        private CompletableFuture<Void> done;
        private int awaited;

        Guardian(ActorContext<Command> context) {
            super(context);
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder().onMessage(Start.class, this::start).onMessage(Ready.class, ready -> arrived())
                    .onMessage(Stop.class, this::stop).onMessage(Gone.class, gone -> arrived()).build();
        }

        private Behavior<Command> start(Start start) {
            done = start.done;
            awaited = start.size;
            for (int i = 0; i < start.size; i++) {
                ActorRef<Item> child = getContext().spawn(child(getContext().getSelf()), "a" + i);
                getContext().watchWith(child, new Gone());
                children.add(child);
            }
            return this;
        }

        private Behavior<Command> stop(Stop stop) {
            done = stop.done;
            awaited = children.size();
            children.forEach(getContext()::stop);
            children.clear();
            return this;
        }

        private Behavior<Command> arrived() {
            if (--awaited == 0) {
                done.complete(null);
            }
            return this;
        }

        private static Behavior<Item> child(ActorRef<Command> guardian) {
            return Behaviors.setup(context -> {
                guardian.tell(new Ready());
                return Behaviors.receiveMessage(item -> Behaviors.same());
            });
        }
    }
}
