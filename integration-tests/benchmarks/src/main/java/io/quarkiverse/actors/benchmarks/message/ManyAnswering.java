package io.quarkiverse.actors.benchmarks.message;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Pekko;
import io.smallrye.mutiny.Uni;

/** Many actors that are asked in turns. */
final class ManyAnswering {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private ManyAnswering() {
    }

    private record Question(Item item, ActorRef<Long> asker) {
    }

    private record Crew(int size, ActorRef<List<ActorRef<Question>>> asker) {
    }

    /** Instances of a keyed actor. */
    static Answering actors(Application application, int size) {
        io.quarkiverse.actors.ActorSystem system = application.bean(io.quarkiverse.actors.ActorSystem.class);
        List<io.quarkiverse.actors.ActorRef<KeyedAnswerer>> actors = IntStream.range(0, size)
                .mapToObj(key -> system.actor(KeyedAnswerer.class, String.valueOf(key))).toList();
        actors.forEach(actor -> actor.start().await().atMost(LIMIT));
        return new Answering() {
            private Uni<Long> send(Item question) {
                return actors.get((int) (question.value() % size)).ask(actor -> actor.answer(question));
            }

            @Override
            public long ask(Item question) {
                return send(question).await().atMost(LIMIT);
            }

            @Override
            public void ask(Item question, LongConsumer heard) {
                send(question).subscribe().with(heard::accept);
            }
        };
    }

    /** Typed actors below a guardian. */
    static Answering pekko(int size) {
        ActorSystem<Crew> system = ActorSystem.create(Behaviors.setup(context -> Behaviors.receiveMessage(crew -> {
            crew.asker.tell(LongStream.range(0, crew.size).mapToObj(key -> context.spawn(answerer(), "a" + key)).toList());
            return Behaviors.same();
        })), "many", Pekko.config());
        CompletionStage<List<ActorRef<Question>>> crew = AskPattern.ask(system, asker -> new Crew(size, asker), LIMIT,
                system.scheduler());
        List<ActorRef<Question>> actors = crew.toCompletableFuture().join();
        return new Answering() {
            private CompletableFuture<Long> send(Item question) {
                ActorRef<Question> actor = actors.get((int) (question.value() % size));
                CompletionStage<Long> answer = AskPattern.ask(actor, asker -> new Question(question, asker), LIMIT,
                        system.scheduler());
                return answer.toCompletableFuture();
            }

            @Override
            public long ask(Item question) {
                return send(question).join();
            }

            @Override
            public void ask(Item question, LongConsumer heard) {
                send(question).thenAccept(heard::accept);
            }

            @Override
            public void close() {
                system.terminate();
            }
        };
    }

    private static Behavior<Question> answerer() {
        return Behaviors.receiveMessage(question -> {
            question.asker.tell(question.item.value() + 1);
            return Behaviors.same();
        });
    }
}
