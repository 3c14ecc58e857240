package io.quarkiverse.actors.benchmarks.message;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.benchmarks.Item;
import io.smallrye.mutiny.Uni;

/** The actor that is asked; it counts, so that there is something to protect. */
@Actor(autoStart = false)
class Answerer {

    private long questions;

    long answer(Item question) {
        questions++;
        return question.value() + 1;
    }

    Uni<Long> answerAsync(Item question) {
        return Uni.createFrom().item(answer(question));
    }
}
