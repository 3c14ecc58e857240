package io.quarkiverse.actors.deployment.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;

/** Tasks on virtual threads, or on workers where there are none. */
class VirtualThreadTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int COUNT = 40;

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Numbers.class, Meeting.class))
            .overrideRuntimeConfigKey("quarkus.actors.max-blocking", "2")
            .overrideRuntimeConfigKey("quarkus.actors.start-mode", "halted");

    @Inject
    ActorSystem system;

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void holdNoWorkersWhileTheyBlock() throws InterruptedException {
        system.start().await().atMost(LIMIT);

        assertThat(Meeting.ALL_ARE_HERE.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("more block than there may be workers")
                .isTrue();
        system.completion().await().atMost(LIMIT);
        assertThat(Numbers.THREADS).isNotEmpty().allMatch(thread -> thread.startsWith("VirtualThread"));
        assertThat(Meeting.THREADS).hasSizeGreaterThanOrEqualTo(COUNT).allMatch(thread -> thread.startsWith("VirtualThread"));
        assertThat(Numbers.SEEN).isEmpty();
        system.stop().await().atMost(LIMIT);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void areWorkersOnOlderVersionsOfJava() {
        for (int i = 0; i < COUNT; i++) {
            Meeting.ALL_ARE_HERE.countDown(); // two workers would wait for ever
        }
        system.start().await().atMost(LIMIT);
        system.completion().await().atMost(LIMIT);

        assertThat(Numbers.THREADS).isNotEmpty().allMatch(thread -> thread.contains("executor-thread"));
        assertThat(Meeting.THREADS).isNotEmpty().allMatch(thread -> thread.contains("executor-thread"));
        assertThat(Numbers.SEEN).isEmpty();
    }

    @Actor
    static class Numbers {

        static final Set<String> THREADS = ConcurrentHashMap.newKeySet();
        static final List<String> SEEN = new CopyOnWriteArrayList<>();

        private int sent;

        @Task
        @RunOnVirtualThread
        TaskResult<Integer> numbers() {
            THREADS.add(Thread.currentThread().toString());
            if (MDC.get("number") != null) {
                SEEN.add("MDC of " + MDC.get("number"));
            }
            if (!VertxContextSafetyToggle.isExplicitlyMarkedAsSafe(Vertx.currentContext())) {
                SEEN.add("no mark of safety");
            }
            MDC.put("number", sent);
            return sent == COUNT ? TaskResult.success() : TaskResult.emit(++sent);
        }
    }

    @Actor
    static class Meeting {

        static final Set<String> THREADS = ConcurrentHashMap.newKeySet();
        static final CountDownLatch ALL_ARE_HERE = new CountDownLatch(COUNT);

        @Inject
        Numbers numbers;

        @Task(concurrency = COUNT)
        @RunOnVirtualThread
        @ConsumeFrom(Numbers.class)
        void meet(int number) throws InterruptedException {
            THREADS.add(Thread.currentThread().toString());
            ALL_ARE_HERE.countDown();
            ALL_ARE_HERE.await();
        }
    }
}
