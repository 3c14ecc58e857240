package io.quarkiverse.actors.benchmarks.message;

import io.quarkiverse.actors.benchmarks.Application;

/** Whoever makes many actors, and lets them go. */
public interface Spawning extends AutoCloseable {

    /**
     * Makes actors and waits until all are there.
     *
     * @param size how many
     * @throws Exception if one did not start in time
     */
    void start(int size) throws Exception;

    /**
     * Lets those that are there go, and waits until all have gone.
     *
     * @throws Exception if one did not stop in time
     */
    void stop() throws Exception;

    @Override
    void close();

    /** Whose actors. */
    enum Kind {
        /** Instances of a keyed actor. */
        ACTORS {
            @Override
            Spawning open(Application application) {
                return new ActorSpawning(application);
            }
        },
        /** Typed actors of Pekko. */
        PEKKO {
            @Override
            Spawning open(Application application) {
                return new PekkoSpawning();
            }
        };

        /**
         * Makes what makes them.
         *
         * @param application the running application
         * @return without actors
         */
        abstract Spawning open(Application application);
    }
}
