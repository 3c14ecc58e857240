package io.quarkiverse.actors.deployment.task;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class ScheduleErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment(
            """
                    The actors of this application have 8 errors:
                    - Poller#both() has every = "10s" and cron = "0 0 * * * ?", but a task has one schedule: remove one of them
                    - Poller#delayed() has delayed = "5s", but no every or cron: add every or cron, or remove delayed
                    - Poller#inZone() has timeZone = "Europe/Vienna", but no cron: add cron, or remove timeZone
                    - Poller#onMars() has timeZone = "Mars/Base", which is no time zone: write it like Europe/Vienna, \
                    or as a property expression
                    - Poller#sometimes() has every = "sometimes", which is no positive duration: write it like 5s, 200ms or PT1M, \
                    or as a property expression
                    - Poller#soon() has delayed = "soon", which is no positive duration: write it like 5s, 200ms or PT1M, \
                    or as a property expression
                    - Poller#wrongCron() has cron = "every day", which is no cron expression (Cron expression contains 2 parts but we expect \
                    one of [6, 7]): write it like 0 15 10 ? * MON-FRI, or as a property expression
                    - Sink#write(int) has every = "10s", but is called for the items that it consumes: remove every, \
                    or remove @ConsumeFrom""",
            Poller.class, Sink.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Poller {
        @Task(every = "10s", cron = "0 0 * * * ?")
        void both() {
        }

        @Task(delayed = "5s")
        void delayed() {
        }

        @Task(every = "10s", timeZone = "Europe/Vienna")
        void inZone() {
        }

        @Task(cron = "0 0 * * * ?", timeZone = "Mars/Base")
        void onMars() {
        }

        @Task(every = "sometimes")
        int sometimes() {
            return 1;
        }

        @Task(every = "10s", delayed = "soon")
        void soon() {
        }

        @Task(cron = "every day")
        void wrongCron() {
        }
    }

    @Actor
    static class Sink {
        @Inject
        Poller poller;

        @Task(every = "10s")
        @ConsumeFrom(Poller.class)
        void write(int number) {
        }
    }
}
