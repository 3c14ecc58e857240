package io.quarkiverse.actors.deployment.reload;

import java.lang.ref.WeakReference;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;

@Actor
public class Ticker {

    @Resource
    AutoCloseable clock() {
        Journal.actors().add(new WeakReference<>(this));
        Journal.loaders().add(new WeakReference<>(Ticker.class.getClassLoader()));
        Journal.entries().add("open first");
        return () -> Journal.entries().add("close first");
    }

    @Task
    long tick() {
        return System.nanoTime(); // goes on until it is stopped
    }
}
