package io.quarkiverse.actors.benchmarks.message;

import java.util.function.LongConsumer;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.Item;
import io.smallrye.mutiny.Uni;

/** The ways to ask an actor. */
public enum ActorAnswering {
    /** {@code ask}: on a worker thread. */
    ASK {
        @Override
        Uni<Long> ask(ActorRef<Answerer> actor, Item question) {
            return actor.ask(a -> a.answer(question));
        }
    },
    /** {@code askAsync}: on an event loop. */
    ASK_ASYNC {
        @Override
        Uni<Long> ask(ActorRef<Answerer> actor, Item question) {
            return actor.askAsync(a -> a.answerAsync(question));
        }
    };

    abstract Uni<Long> ask(ActorRef<Answerer> actor, Item question);

    Answering open(Application application) {
        ActorRef<Answerer> actor = application.bean(ActorSystem.class).actor(Answerer.class);
        actor.start().await().indefinitely();
        return new Answering() {
            @Override
            public long ask(Item question) {
                return ActorAnswering.this.ask(actor, question).await().indefinitely();
            }

            @Override
            public void ask(Item question, LongConsumer heard) {
                ActorAnswering.this.ask(actor, question).subscribe().with(heard::accept);
            }

            @Override
            public void close() {
                actor.stop().await().indefinitely();
            }
        };
    }
}
