package io.quarkiverse.actors.deployment.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.Supervised;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkus.test.QuarkusUnitTest;

class SupervisionTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Numbers.class, Sink.class, Renewed.class, Spent.class, Letters.class))
            .overrideConfigKey("quarkus.actors.supervision.backoff", "10ms")
            .overrideConfigKey("quarkus.actors.actor.\"Spent\".supervision.max-restarts", "1")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.actors"))
            .assertLogRecords(records -> assertThat(records).extracting(record -> ((ExtLogRecord) record).getFormattedMessage())
                    .filteredOn(message -> message.startsWith("ACTORS00006: ")).singleElement().asString()
                    .startsWith("ACTORS00006: An observer in " + Letters.class.getName() + " failed on DeadLetter["));

    @Inject
    Letters letters;
    @Inject
    ActorRef<Spent> spent;

    @Test
    void anItemThatFailsTooOftenIsADeadLetterEventWhateverItsObserverDoes() {
        await().untilAsserted(() -> assertThat(letters.seen).singleElement().satisfies(letter -> {
            assertThat(letter.actor()).isEqualTo("Sink");
            assertThat(letter.key()).isNull();
            assertThat(letter.task()).isEqualTo("sink");
            assertThat(letter.item()).isEqualTo(1);
            assertThat(letter.attempts()).isEqualTo(2);
            assertThat(letter.cause()).hasMessage("bad 1");
        }));
        await().untilAsserted(() -> assertThat(Sink.SEEN).containsExactly(0, 2));
    }

    @Test
    void aRestartWithANewInstanceDestroysTheOldOne() {
        await().untilAsserted(() -> {
            assertThat(Renewed.INSTANCES).hasValue(2);
            assertThat(Renewed.DESTROYED).hasValue(1);
        });
    }

    @Test
    void configurationSetsTheBudgetOfOneActor() {
        await().untilAsserted(() -> assertThat(spent.state()).isEqualTo(ActorState.CRASHED));
        assertThat(Spent.CALLS).hasValue(2);
    }

    @Actor
    static class Numbers {
        private int next;

        @Task
        TaskResult<Integer> numbers() {
            return next == 3 ? TaskResult.success() : TaskResult.emit(next++);
        }
    }

    @Actor
    static class Sink {
        static final List<Integer> SEEN = new CopyOnWriteArrayList<>();

        @Inject
        Numbers numbers;

        @Task
        @ConsumeFrom(Numbers.class)
        @Supervised(maxAttempts = 2)
        void sink(int number) {
            if (number == 1) {
                throw new IllegalStateException("bad 1");
            }
            SEEN.add(number);
        }
    }

    @Actor
    @Supervised(strategy = SupervisionStrategy.RESTART_ACTOR, newInstance = true)
    static class Renewed {
        static final AtomicInteger INSTANCES = new AtomicInteger();
        static final AtomicInteger DESTROYED = new AtomicInteger();

        private int calls;
        private int instance;

        @Task
        TaskResult<Void> work() {
            if (calls++ == 0) {
                instance = INSTANCES.incrementAndGet();
            }
            if (instance == 1) {
                throw new IllegalStateException("worn out");
            }
            return TaskResult.success();
        }

        @PreDestroy
        void destroy() {
            DESTROYED.incrementAndGet();
        }
    }

    @Actor
    static class Spent {
        static final AtomicInteger CALLS = new AtomicInteger();

        @Task
        void work() {
            CALLS.incrementAndGet();
            throw new IllegalStateException("broken");
        }
    }

    @Singleton
    static class Letters {
        final List<DeadLetter> seen = new CopyOnWriteArrayList<>();

        void observe(@Observes DeadLetter letter) {
            seen.add(letter);
            throw new IllegalStateException("an observer's own fault");
        }
    }
}
