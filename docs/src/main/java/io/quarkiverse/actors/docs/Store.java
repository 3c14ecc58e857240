package io.quarkiverse.actors.docs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

/** Keeps temperatures, while it can be reached. */
@Singleton
public class Store {

    private final List<Double> temperatures = new CopyOnWriteArrayList<>();
    private volatile boolean reachable = true;

    boolean isReachable() {
        return reachable;
    }

    void setReachable(boolean reachable) {
        this.reachable = reachable;
    }

    void add(List<Double> batch) {
        temperatures.addAll(batch);
    }

    int size() {
        return temperatures.size();
    }
}
