package io.quarkiverse.actors.benchmarks.message;

import io.quarkiverse.actors.benchmarks.Application;

/** Whoever makes many actors, and lets them go. */
interface Spawning extends AutoCloseable {

    /**
     * Makes actors and waits until all are there.
     *
     * @param size how many
     */
    void start(int size) throws Exception;

    /** Lets those that are there go, and waits until all have gone. */
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

        abstract Spawning open(Application application);
    }
}
