package io.quarkiverse.actors.benchmarks.message;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Pekko;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Peers that are asked. */
final class PeerAnswering {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private PeerAnswering() {
    }

    private record Question(Item item, ActorRef<Long> asker) {
    }

    /** The ask pattern of typed actors. */
    static Answering pekko() {
        ActorSystem<Question> actor = ActorSystem.create(Behaviors.receiveMessage(question -> {
            question.asker.tell(question.item.value() + 1);
            return Behaviors.same();
        }), "answers", Pekko.config());
        return new Answering() {
            private CompletionStage<Long> send(Item question) {
                return AskPattern.ask(actor, asker -> new Question(question, asker), LIMIT, actor.scheduler());
            }

            @Override
            public long ask(Item question) {
                return send(question).toCompletableFuture().join();
            }

            @Override
            public void ask(Item question, LongConsumer heard) {
                send(question).thenAccept(heard::accept);
            }

            @Override
            public void close() {
                actor.terminate();
            }
        };
    }

    /** An object with a lock, on the worker pool of Quarkus. */
    static Answering uni() {
        Answerer answerer = new Answerer();
        return new Answering() {
            private Uni<Long> send(Item question) {
                return Uni.createFrom().item(() -> {
                    synchronized (answerer) {
                        return answerer.answer(question);
                    }
                }).runSubscriptionOn(Infrastructure.getDefaultExecutor());
            }

            @Override
            public long ask(Item question) {
                return send(question).await().indefinitely();
            }

            @Override
            public void ask(Item question, LongConsumer heard) {
                send(question).subscribe().with(heard::accept);
            }
        };
    }
}
