package io.quarkiverse.actors.deployment.reload;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.smallrye.common.annotation.NonBlocking;

@Actor
@DependsOn(Ticker.class)
public class Follower {

    @Task
    @ConsumeFrom(Ticker.class)
    void follow(long tick) {
        // crosses threads, with a buffer
    }

    @Task(every = "1h")
    @NonBlocking
    void poll() {
        // leaves a timer
    }
}
