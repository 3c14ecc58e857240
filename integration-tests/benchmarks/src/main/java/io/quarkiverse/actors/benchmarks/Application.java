package io.quarkiverse.actors.benchmarks;

import java.util.concurrent.CompletableFuture;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** The application, from the time it is started in a fork of JMH until it is closed. */
public final class Application implements AutoCloseable {

    private static final CompletableFuture<Void> UP = new CompletableFuture<>();

    private final Thread main;

    private Application(Thread main) {
        this.main = main;
    }

    /**
     * Starts the application. A fork does so once.
     *
     * @return the running application
     */
    public static Application start() {
        Thread main = new Thread(() -> Quarkus.run(Until.class, Application::ended), "application");
        main.start();
        UP.join();
        return new Application(main);
    }

    private static void ended(int exitCode, Throwable failure) {
        UP.completeExceptionally(failure != null ? failure : new IllegalStateException("Ended with " + exitCode));
    }

    /**
     * A bean of the application.
     *
     * @param <T> its type
     * @param type its type
     * @return the bean
     */
    public <T> T bean(Class<T> type) {
        return Arc.requireContainer().select(type).get();
    }

    /** Stops the application and waits for it. */
    @Override
    public void close() throws InterruptedException {
        Quarkus.asyncExit();
        main.join();
    }

    /** Lasts until the application is told to exit. */
    public static final class Until implements QuarkusApplication {

        @Override
        public int run(String... args) {
            UP.complete(null);
            Quarkus.waitForExit();
            return 0;
        }
    }
}
