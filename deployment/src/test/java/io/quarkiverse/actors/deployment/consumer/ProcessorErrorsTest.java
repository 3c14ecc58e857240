package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

class ProcessorErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment("""
            The actors of this application have 4 errors:
            - Filter#batch(Multi<Integer>) consumes from Source with batchSize = 5, but takes Multi<Integer>: \
            let it take a List of the items, or leave batchSize out
            - Filter#item(int) returns a Multi, but takes int: let it take a Multi of the items, or return single items
            - Filter#last(Multi<Integer>) takes a Multi, but returns Integer: let it return a Multi, or take single items
            - Filter#type(Multi<String>) consumes from Source#numbers, which emits int, but takes Multi<String>: \
            let it take Multi<Integer>, or a Multi of a supertype""", Source.class, Filter.class);

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
    }

    @Actor
    static class Filter {
        @Inject
        Source source;

        @Task
        @ConsumeFrom(value = Source.class, batchSize = 5)
        Multi<Integer> batch(Multi<Integer> numbers) {
            return numbers;
        }

        @Task
        @ConsumeFrom(Source.class)
        Multi<Integer> item(int number) {
            return Multi.createFrom().item(number);
        }

        @Task
        @ConsumeFrom(Source.class)
        Integer last(Multi<Integer> numbers) {
            return numbers.collect().last().await().indefinitely();
        }

        @Task
        @ConsumeFrom(Source.class)
        Multi<String> type(Multi<String> numbers) {
            return numbers;
        }
    }
}
