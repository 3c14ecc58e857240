package io.quarkiverse.actors.deployment.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** A request context that a task asks for lasts one iteration, until its {@code Uni} terminates. */
class RequestContextTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int COUNT = 20;

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Requests.class, Request.class, Blocking.class, Asynchronous.class))
            .overrideRuntimeConfigKey("quarkus.actors.start-mode", "halted");

    @Inject
    ActorSystem system;

    @Inject
    Requests requests;

    @Test
    void eachIterationHasItsOwn() {
        system.start().await().atMost(LIMIT);
        system.completion().await().atMost(LIMIT);

        List<String> expected = IntStream.rangeClosed(1, COUNT).boxed()
                .flatMap(i -> List.of("begun " + i, "used " + i, "destroyed " + i).stream()).toList();
        assertThat(requests.of("blocking")).isEqualTo(expected);
        assertThat(requests.of("asynchronous")).isEqualTo(expected);
    }

    @Singleton
    static class Requests {

        private final List<String> log = new CopyOnWriteArrayList<>();

        void add(String who, String what) {
            log.add(who + ":" + what);
        }

        List<String> of(String who) {
            return log.stream().filter(line -> line.startsWith(who + ":")).map(line -> line.substring(who.length() + 1))
                    .toList();
        }
    }

    @RequestScoped
    static class Request {

        @Inject
        Requests requests;

        private String who;
        private int number;

        void begin(String who, AtomicInteger numbers) {
            this.who = who;
            this.number = numbers.incrementAndGet();
            requests.add(who, "begun " + number);
        }

        void use() {
            requests.add(who, "used " + number);
        }

        @PreDestroy
        void destroy() {
            requests.add(who, "destroyed " + number);
        }
    }

    @Actor
    static class Blocking {

        @Inject
        Request request;

        private final AtomicInteger numbers = new AtomicInteger();

        @Task
        @ActivateRequestContext
        TaskResult<Integer> handle() {
            request.begin("blocking", numbers);
            request.use();
            return numbers.get() == COUNT ? TaskResult.success() : TaskResult.emit(numbers.get());
        }
    }

    @Actor
    static class Asynchronous {

        @Inject
        Request request;

        @Inject
        Vertx vertx;

        private final AtomicInteger numbers = new AtomicInteger();

        @Task
        @ActivateRequestContext
        Uni<TaskResult<Integer>> handle() {
            request.begin("asynchronous", numbers);
            return Uni.createFrom().emitter(emitter -> vertx.setTimer(1, timer -> emitter.complete(null))).map(ignored -> {
                request.use();
                return numbers.get() == COUNT ? TaskResult.success() : TaskResult.emit(numbers.get());
            });
        }
    }
}
