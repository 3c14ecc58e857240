package io.quarkiverse.actors.benchmarks.message;

import org.openjdk.jmh.annotations.Param;

import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.ApplicationState;
import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;

/** Somebody who is asked while the application runs. */
public abstract class AskState extends ApplicationState {

    private static final int IN_FLIGHT = 256;

    private Answering answering;

    @Override
    protected final Flow open(Application application) {
        answering = answering(application);
        return new AskFlow(answering, IN_FLIGHT);
    }

    abstract Answering answering(Application application);

    /** Asks once and waits. */
    final long ask() {
        long answer = answering.ask(new Item(1));
        if (answer != 2) {
            throw new IllegalStateException("Expected 2, got " + answer);
        }
        return answer;
    }

    /** Asks so many times. */
    final void ask(int questions) throws Exception {
        run(questions, Arrived.expected(questions, 1, 1));
    }

    /** Actors. */
    public static class Ours extends AskState {

        /** In which way. */
        @Param
        ActorAnswering way;

        @Override
        Answering answering(Application application) {
            return way.open(application);
        }
    }

    /** Others. */
    public static class Peer extends AskState {

        /** Whom. */
        @Param
        Kind peer;

        /** The others. */
        public enum Kind {
            /** A request on the event bus. */
            EVENT_BUS,
            /** The ask pattern of typed actors. */
            PEKKO,
            /** A {@code Uni} on the worker pool of Quarkus, and a lock. */
            UNI
        }

        @Override
        Answering answering(Application application) {
            return switch (peer) {
                case EVENT_BUS -> application.bean(EventBusAnswering.class);
                case PEKKO -> PeerAnswering.pekko();
                case UNI -> PeerAnswering.uni();
            };
        }
    }
}
