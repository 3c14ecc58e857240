package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class BatchErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment(
            """
                    The actors of this application have 7 errors:
                    - Writer#alone(int) consumes from Source#numbers with batchTimeout = "1s", but without batchSize: \
                    add batchSize, or remove batchTimeout
                    - Writer#large(List<Integer>) consumes from Source#numbers with batchSize = 20, but no more than 10 items may wait: \
                    use a batchSize of at most 10, or buffer = 20
                    - Writer#late(List<Integer>) has batchTimeout = "late", which is no positive duration: \
                    write it like 5s, 200ms or PT1M, or as a property expression
                    - Writer#mixed(List<Integer>) consumes from Source#others with batchSize, but from Source#lists without: \
                    give each @ConsumeFrom a batchSize, or none
                    - Writer#single(int) consumes from Source#numbers with batchSize = 5, but takes int: \
                    let it take a List of the items, or leave batchSize out
                    - Writer#small(List<Integer>) consumes from Source#numbers with batchSize = -1, but a batch has at least one item: \
                    use 1 or more, or leave it out for single items
                    - Writer#type(List<String>) consumes from Source#numbers, which emits int, but takes List<String>: \
                    let it take List<Integer>, or a List of a supertype""",
            Source.class, Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Source {
        @Task
        int numbers() {
            return 1;
        }

        @Task
        int others() {
            return 1;
        }

        @Task
        List<Integer> lists() {
            return List.of();
        }
    }

    @Actor
    static class Writer {
        @Inject
        Source source;

        @Task
        @ConsumeFrom(value = Source.class, task = "numbers", batchTimeout = "1s")
        void alone(int number) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "numbers", buffer = 10, batchSize = 20)
        void large(List<Integer> numbers) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "numbers", batchSize = 5, batchTimeout = "late")
        void late(List<Integer> numbers) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "others", batchSize = 5)
        @ConsumeFrom(value = Source.class, task = "lists")
        void mixed(List<Integer> numbers) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "numbers", batchSize = 5)
        void single(int number) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "numbers", batchSize = -1)
        void small(List<Integer> numbers) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "numbers", batchSize = 5)
        void type(List<String> numbers) {
        }
    }
}
