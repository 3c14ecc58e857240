package io.quarkiverse.actors.benchmarks.message;

import java.util.function.LongConsumer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.actors.benchmarks.Item;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.ConsumeEvent;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** A request on the event bus, which is answered on an event loop. */
@Singleton
@Unremovable
public class EventBusAnswering implements Answering {

    private static final String QUESTIONS = "answering.questions";

    @Inject
    EventBus bus;

    @ConsumeEvent(QUESTIONS)
    long answer(Item question) {
        return question.value() + 1;
    }

    private Future<Message<Long>> send(Item question) {
        return bus.request(QUESTIONS, question);
    }

    @Override
    public long ask(Item question) {
        return send(question).toCompletionStage().toCompletableFuture().join().body();
    }

    @Override
    public void ask(Item question, LongConsumer heard) {
        send(question).onSuccess(answer -> heard.accept(answer.body()));
    }
}
