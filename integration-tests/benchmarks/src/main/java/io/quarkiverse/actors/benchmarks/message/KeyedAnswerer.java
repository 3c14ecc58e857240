package io.quarkiverse.actors.benchmarks.message;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.benchmarks.Item;

/** An actor that is asked, one of many. */
@Actor(keyed = true)
class KeyedAnswerer {

    private long questions;

    long answer(Item question) {
        questions++;
        return question.value() + 1;
    }
}
