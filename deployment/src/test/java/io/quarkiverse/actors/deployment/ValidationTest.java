package io.quarkiverse.actors.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Closeable;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Guard;
import io.quarkiverse.actors.Managed;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.OnExit;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.Trigger;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Variations of errors, of which each kind has a test in an application as well. */
class ValidationTest {

    @Actor
    static class GoodResources<T extends Closeable> {
        @Resource
        StringReader closeable() {
            return null;
        }

        @Resource
        T variable() {
            return null;
        }

        @Resource
        Managed<String> managed() {
            return null;
        }

        @Resource(timeout = "${resource.timeout:5s}")
        CompletionStage<? extends AutoCloseable> stage() {
            return null;
        }

        @Resource(timeout = "PT1M")
        CompletableFuture<Managed<?>> future() {
            return null;
        }

        @Resource(timeout = "200ms")
        Uni<StringReader> uni() {
            return null;
        }
    }

    @Test
    void goodResources() {
        assertThat(Declarations.errors(GoodResources.class)).isEmpty();
    }

    @Actor
    static class BadResources {
        @Resource
        void nothing() {
        }

        @Resource
        Multi<StringReader> multi() {
            return null;
        }

        @Resource
        @SuppressWarnings("rawtypes")
        Uni raw() {
            return null;
        }

        @Resource(timeout = "-5s")
        StringReader negative() {
            return null;
        }
    }

    @Test
    void badResources() {
        String wayOut = ", which cannot be closed: return an AutoCloseable, a Managed with a release of its own, or a Uni or "
                + "CompletionStage of either";
        assertThat(Declarations.errors(BadResources.class)).containsExactly(
                "BadResources#multi() is a resource, but returns Multi<StringReader>" + wayOut,
                "BadResources#negative() has timeout = \"-5s\", which is no positive duration: write it like 5s, 200ms or PT1M, "
                        + "or as a property expression",
                "BadResources#nothing() is a resource, but returns void" + wayOut,
                "BadResources#raw() is a resource, but returns Uni" + wayOut);
    }

    @Actor
    static class ExclusiveAnnotations {
        @Task
        @Blocking
        @NonBlocking
        void threading() {
        }

        @OnEnter(ActorState.STARTED)
        @Guard(Trigger.STOP)
        boolean hookAndGuard() {
            return true;
        }

        @Task
        @OnExit(ActorState.STARTED)
        void taskAndHook() {
        }
    }

    @Test
    void exclusiveAnnotations() {
        assertThat(Declarations.errors(ExclusiveAnnotations.class)).containsExactly(
                "ExclusiveAnnotations#hookAndGuard() is annotated @OnEnter and @Guard, which exclude each other: remove one of them",
                "ExclusiveAnnotations#taskAndHook() is annotated @Task and @OnExit, which exclude each other: remove one of them",
                "ExclusiveAnnotations#threading() is annotated @Blocking and @NonBlocking, which exclude each other: "
                        + "remove one of them");
    }

    @Actor
    static class BadHooks {
        @OnEnter(ActorState.STARTED)
        boolean result() {
            return true;
        }

        @OnEnter(ActorState.STARTED)
        CompletionStage<Void> stage() {
            return null;
        }

        @Guard(Trigger.STOP)
        boolean parameters(ActorTransition transition, String reason) {
            return true;
        }

        @Guard(Trigger.STOP)
        Boolean boxed() {
            return true;
        }
    }

    @Test
    void badHooks() {
        assertThat(Declarations.errors(BadHooks.class)).containsExactly(
                "BadHooks#boxed() is a guard, but returns Boolean: let it return boolean",
                "BadHooks#parameters(ActorTransition, String) is a guard, but takes (ActorTransition, String): let it take nothing "
                        + "or the ActorTransition",
                "BadHooks#result() is a hook, but returns boolean: let it return void or Uni<Void>",
                "BadHooks#stage() is a hook, but returns CompletionStage<Void>: let it return void or Uni<Void>");
    }

    @Actor
    static class Source {
        @Task
        Uni<TaskResult<Integer>> numbers() {
            return null;
        }

        @Task
        Multi<List<? extends Number>> lists() {
            return null;
        }
    }

    @Actor
    @DependsOn(Source.class)
    static class GoodConsumers {
        @Task
        @ConsumeFrom(value = Source.class, task = "numbers")
        void primitive(int number) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "numbers")
        @ConsumeFrom(value = Source.class, task = "lists")
        void object(Object item) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "lists")
        <T extends Number> void generic(Iterable<T> list) {
        }
    }

    @Test
    void goodConsumers() {
        assertThat(Declarations.errors(Source.class, GoodConsumers.class)).isEmpty();
    }

    @Actor
    @DependsOn(Source.class)
    static class BadConsumers {
        @Task
        @ConsumeFrom(value = Source.class, task = "numbers")
        void widened(long number) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "lists")
        void narrowed(List<Number> list) {
        }
    }

    @Test
    void badConsumers() {
        assertThat(Declarations.errors(Source.class, BadConsumers.class)).containsExactly(
                "BadConsumers#narrowed(List<Number>) consumes from Source#lists, which emits List<? extends Number>, but takes "
                        + "List<Number>: let it take List<? extends Number> or a supertype",
                "BadConsumers#widened(long) consumes from Source#numbers, which emits Integer, but takes long: let it take Integer "
                        + "or a supertype");
    }

    @Actor
    @DependsOn(Source.class)
    static class GoodTasks {
        @Task(every = "10s", delayed = "0s")
        void interval() {
        }

        @Task(every = "${poll.interval:never}", delayed = "{poll.delay}", timeout = "${poll.timeout}")
        void expressions() {
        }

        @Task(cron = "${poll.cron}", timeZone = "${poll.zone:Mars}")
        void calendar() {
        }

        @Task(every = "off")
        void off() {
        }

        @Task(cron = "Disabled")
        void disabled() {
        }

        @Task(whileIn = ActorState.STARTED, concurrency = 4, timeout = "PT1M")
        @ConsumeFrom(value = Source.class, task = "numbers", overflow = Overflow.DROP_OLDEST)
        void conditionalConsumer(Number number) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "numbers", batchSize = 10, batchTimeout = "${batch.timeout}")
        @ConsumeFrom(value = Source.class, task = "lists", batchSize = 256)
        void batches(List<Object> items) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "lists", batchSize = 10)
        void batchesOfLists(List<? extends List<?>> lists) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "numbers")
        Multi<String> processor(Multi<? extends Number> numbers) {
            return null;
        }

        @Task(whileIn = ActorState.PAUSED)
        Multi<String> conditionalStream() {
            return null;
        }
    }

    @Test
    void goodTasks() {
        assertThat(Declarations.errors(Source.class, GoodTasks.class)).isEmpty();
    }

    @Actor
    interface ActorInterface {
    }

    @Actor
    enum ActorEnum {
    }

    @Actor
    class Inner {
    }

    @Test
    void notConcrete() {
        String wayOut = ": annotate a concrete class instead, which inherits the tasks, resources and hooks of its superclasses";
        assertThat(Declarations.errors(ActorInterface.class, ActorEnum.class, Inner.class)).containsExactly(
                "ActorEnum is annotated @Actor, but is an enum" + wayOut,
                "ActorInterface is annotated @Actor, but is an interface" + wayOut,
                "Inner is annotated @Actor, but is an inner class that is not static" + wayOut);
    }

    @Test
    void exceptions() {
        ActorError ofClass = ActorProblem.SOURCE_PARAMETERS.at("A", "A#b(String)");
        ActorError ofGraph = ActorProblem.CYCLE.at("A", "A → A", "A", "A");
        assertThat(ActorError.toException(List.of(ofClass, ofClass))).isExactlyInstanceOf(DefinitionException.class)
                .hasMessage(ofClass.message());
        assertThat(ActorError.toException(List.of(ofGraph))).isExactlyInstanceOf(DeploymentException.class);
        assertThat(ActorError.toException(List.of(ofGraph, ofClass))).isExactlyInstanceOf(DeploymentException.class)
                .hasMessage(
                        "The actors of this application have 2 errors:\n- " + ofClass.message() + "\n- " + ofGraph.message());
    }

    @Test
    void everyPlaceholderNeedsAValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> ActorProblem.CYCLE.at("A", "A → A", "A", "A", "one too many"));
    }
}
