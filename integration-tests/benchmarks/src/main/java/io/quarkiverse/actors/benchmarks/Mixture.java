package io.quarkiverse.actors.benchmarks;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;

/** Runs every kind of actor for a while, so that the compiler sees the core as it is in an application: with many of them. */
final class Mixture {

    private static final int ROUNDS = 20;
    private static final int ITEMS = 20_000;

    private Mixture() {
    }

    static void run() throws Exception {
        for (boolean results : new boolean[] { true, false }) {
            for (Threading threading : Threading.values()) {
                try (Pipeline pipeline = new ActorPipeline(results, 256, 0, threading, Threading.NON_BLOCKING, threading)) {
                    for (int i = 0; i < ROUNDS; i++) {
                        pipeline.runChecked(ITEMS, 1);
                    }
                }
            }
        }
    }
}
