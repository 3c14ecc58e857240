package io.quarkiverse.actors.deployment.reload;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;

@Actor
public class Ticker {

    @Resource
    AutoCloseable clock() {
        ReloadTest.journal().add("open first");
        return () -> ReloadTest.journal().add("close first");
    }

    @Task
    void tick() {
        // goes on until it is stopped
    }
}
