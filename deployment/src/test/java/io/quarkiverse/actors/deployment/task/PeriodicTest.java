package io.quarkiverse.actors.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.TaskState;
import io.quarkus.test.QuarkusUnitTest;

class PeriodicTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Poller.class, Archive.class, Service.class, Ticks.class))
            .overrideRuntimeConfigKey("poll.interval", "50ms")
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Poller\".task.\"overridden\".every", "50ms")
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Poller\".task.\"held back\".delayed", "1h");

    @Inject
    Ticks ticks;

    @Inject
    ActorRef<Poller> poller;

    @Inject
    ActorRef<Service> service;

    @Test
    void tasksAreCalledAsAnnotationsAndConfigurationSay() {
        await().untilAsserted(() -> {
            assertThat(ticks.of("expression")).isGreaterThanOrEqualTo(3);
            assertThat(ticks.of("overridden")).isGreaterThanOrEqualTo(3);
            assertThat(ticks.of("each second")).isGreaterThanOrEqualTo(2);
            assertThat(ticks.of("archived")).isGreaterThanOrEqualTo(3);
        });
        assertThat(ticks.of("off")).isZero();
        assertThat(ticks.of("held back")).isZero();
        assertThat(ticks.of("thrice")).isEqualTo(3);
        assertThat(snapshot("expression")).satisfies(task -> {
            assertThat(task.state()).isEqualTo(TaskState.RUNNING);
            assertThat(task.iterations()).isGreaterThanOrEqualTo(3);
        });
        assertThat(snapshot("thrice").state()).isEqualTo(TaskState.SUCCEEDED);
        poller.completion().await().atMost(Duration.ofSeconds(10)); // periodic tasks do not count
    }

    @Test
    void probeRecoversWhatIsUnhealthy() {
        service.reportProblem("unreachable");
        await().untilAsserted(() -> assertThat(ticks.of("probe")).isGreaterThanOrEqualTo(2));
        assertThat(service.state()).isEqualTo(ActorState.UNHEALTHY);

        ticks.reachable = true;

        await().untilAsserted(() -> assertThat(service.state()).isEqualTo(ActorState.HEALTHY));
    }

    private TaskSnapshot snapshot(String task) {
        return poller.tasks().stream().filter(snapshot -> snapshot.name().equals(task)).findFirst().orElseThrow();
    }

    @Singleton
    static class Ticks {

        private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
        volatile boolean reachable;

        int count(String task) {
            return counts.computeIfAbsent(task, name -> new AtomicInteger()).incrementAndGet();
        }

        int of(String task) {
            return counts.getOrDefault(task, new AtomicInteger()).get();
        }
    }

    @Actor
    static class Poller {

        @Inject
        Ticks ticks;

        @Task(every = "${poll.interval:1h}")
        int expression() {
            return ticks.count("expression");
        }

        @Task(cron = "0 0 0 1 1 ?")
        void overridden() {
            ticks.count("overridden");
        }

        @Task(name = "each second", cron = "* * * * * ?", timeZone = "${poll.zone:UTC}")
        void eachSecond() {
            ticks.count("each second");
        }

        @Task(every = "off")
        void off() {
            ticks.count("off");
        }

        @Task(name = "held back", every = "50ms", delayed = "50ms")
        void heldBack() {
            ticks.count("held back");
        }

        @Task(every = "50ms", delayed = "{poll.interval}")
        TaskResult<Void> thrice() {
            return ticks.count("thrice") == 3 ? TaskResult.success() : TaskResult.proceed();
        }
    }

    @Actor
    static class Archive {

        @Inject
        Poller poller;

        @Inject
        Ticks ticks;

        @Task
        @ConsumeFrom(value = Poller.class, task = "expression")
        void archive(int count) {
            ticks.count("archived");
        }
    }

    @Actor
    static class Service {

        @Inject
        Ticks ticks;

        @Inject
        ActorRef<Service> self;

        @Task(every = "50ms", whileIn = ActorState.UNHEALTHY)
        void probe() {
            ticks.count("probe");
            if (ticks.reachable) {
                self.recover();
            }
        }
    }
}
