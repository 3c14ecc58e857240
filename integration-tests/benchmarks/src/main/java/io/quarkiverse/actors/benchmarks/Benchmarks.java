package io.quarkiverse.actors.benchmarks;

import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs JMH; the application starts in its forks only. */
@QuarkusMain
public final class Benchmarks {

    private Benchmarks() {
    }

    /**
     * The command line of JMH.
     *
     * @param args its options; {@code -h} lists them
     * @throws Exception if JMH cannot run
     */
    public static void main(String[] args) throws Exception {
        org.openjdk.jmh.Main.main(args);
    }
}
