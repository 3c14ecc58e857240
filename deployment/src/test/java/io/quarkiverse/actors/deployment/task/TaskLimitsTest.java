package io.quarkiverse.actors.deployment.task;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

class TaskLimitsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment("""
            The actors of this application have 12 errors:
            - Poller#many() has concurrency = 100000, but no more than 65536 iterations may be in progress: use less
            - Poller#never() has timeout = "0s", which is no positive duration: write it like 5s, 200ms or PT1M, \
            or as a property expression
            - Poller#nightly() has concurrency = 2 and cron = "0 0 3 * * ?", but periodic iterations never overlap: \
            remove one of them
            - Poller#none() has concurrency = 0, but at least one iteration has to be possible: use 1 or more, \
            or leave it out for 1
            - Poller#often() has concurrency = 3 and every = "10s", but periodic iterations never overlap: \
            remove one of them
            - Poller#stalls() has stallTimeout = "soon", which is no positive duration: write it like 5s, 200ms or PT1M, \
            or as a property expression
            - Poller#stopped() has whileIn = STOPPED, but tasks run in a started actor only: use STARTED, RUNNING, HEALTHY, \
            DEGRADED, UNHEALTHY or PAUSED
            - Poller#stream() has concurrency = 2, but returns a Multi, which is one stream without iterations: \
            return single items, or remove concurrency
            - Poller#stream() has delayed = "1s", but returns a Multi, which is one stream without iterations: \
            return single items, or remove delayed
            - Poller#stream() has every = "10s", but returns a Multi, which is one stream without iterations: \
            return single items, or remove every
            - Poller#stream() has stallTimeout = "1m", but returns a Multi, which is one stream without iterations: \
            return single items, or remove stallTimeout
            - Poller#stream() has timeout = "5s", but returns a Multi, which is one stream without iterations: \
            return single items, or remove timeout""", Poller.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Poller {
        @Task(concurrency = 100_000)
        void many() {
        }

        @Task(timeout = "0s")
        void never() {
        }

        @Task(cron = "0 0 3 * * ?", concurrency = 2)
        void nightly() {
        }

        @Task(every = "10s", concurrency = 3)
        void often() {
        }

        @Task(concurrency = 0)
        void none() {
        }

        @Task(stallTimeout = "soon")
        void stalls() {
        }

        @Task(whileIn = ActorState.STOPPED)
        void stopped() {
        }

        @Task(every = "10s", delayed = "1s", timeout = "5s", stallTimeout = "1m", concurrency = 2)
        Multi<String> stream() {
            return Multi.createFrom().empty();
        }
    }
}
