package io.quarkiverse.actors.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.TaskTransition;
import io.quarkus.test.QuarkusUnitTest;

class TaskTransitionTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Reader.class, Observer.class));

    @Inject
    Observer observer;

    @Test
    void transitionsOfTasksAreEvents() {
        await().untilAsserted(() -> {
            assertThat(observer.of("lines")).containsExactly("INITIALIZED > RUNNING", "RUNNING > RETRYING",
                    "RETRYING > RUNNING", "RUNNING > SUCCEEDED");
            assertThat(observer.of("broken")).startsWith("INITIALIZED > RUNNING", "RUNNING > FAILED: torn",
                    "FAILED > RUNNING");
        });
        assertThat(observer.transitions).allSatisfy(transition -> {
            assertThat(transition.actor()).isEqualTo("Reader");
            assertThat(transition.key()).isNull();
            assertThat(transition.at()).isNotNull();
        });
        assertThat(observer.threads).allSatisfy(thread -> assertThat(thread).startsWith("executor-thread"));
    }

    @Actor
    static class Reader {

        private int calls;

        @Task
        TaskResult<String> lines() {
            return switch (calls++) {
                case 0 -> TaskResult.emit("line");
                case 1 -> TaskResult.retry();
                default -> TaskResult.success();
            };
        }

        @Task
        void broken() {
            throw new IllegalStateException("torn");
        }
    }

    @Singleton
    static class Observer {

        final List<TaskTransition> transitions = new CopyOnWriteArrayList<>();
        final List<String> threads = new CopyOnWriteArrayList<>();

        void fail(@Observes TaskTransition transition) {
            if (transition.to() == TaskState.RUNNING) {
                throw new IllegalStateException("Observers may fail");
            }
        }

        void note(@Observes TaskTransition transition) {
            transitions.add(transition);
            threads.add(Thread.currentThread().getName());
        }

        List<String> of(String task) {
            return transitions.stream().filter(transition -> transition.task().equals(task))
                    .map(transition -> transition.from() + " > " + transition.to()
                            + (transition.cause() == null ? "" : ": " + transition.cause().getMessage()))
                    .toList();
        }
    }
}
