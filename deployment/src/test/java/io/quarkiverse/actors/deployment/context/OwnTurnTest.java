package io.quarkiverse.actors.deployment.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** An iteration that has gone on without its thread cannot wait for the end of its own actor either. */
class OwnTurnTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Found.class, Delayed.class, Timed.class));

    @Inject
    ActorSystem system;

    @Inject
    Found found;

    @Test
    void awaitingTheOwnStopFailsAtOnceWhereverTheIterationGoesOn() {
        assertThat(found.delayed.join()).isEqualTo("The stop of Delayed is awaited in the actor's own turn, "
                + "which would wait for itself: do not subscribe there");
        assertThat(found.timed.join()).isEqualTo("The completion of Timed is awaited in the actor's own turn, "
                + "which would wait for itself: do not subscribe there");

        system.actor(Delayed.class).stop().await().atMost(LIMIT);
        assertThat(system.actor(Delayed.class).state()).isEqualTo(ActorState.STOPPED);
    }

    @Test
    void whatAnIterationHasLeftBehindMayWait() {
        found.timed.join();
        assertThat(found.leftBehind.join()).isEqualTo("completed");
    }

    @Singleton
    static class Found {
        final CompletableFuture<String> delayed = new CompletableFuture<>();
        final CompletableFuture<String> timed = new CompletableFuture<>();
        final CompletableFuture<String> leftBehind = new CompletableFuture<>();
    }

    @Actor
    static class Delayed {

        @Inject
        Found found;

        @Inject
        ActorRef<Delayed> self;

        @Task
        Uni<TaskResult<Void>> stopsItself() {
            return Uni.createFrom().item("now").onItem().delayIt().by(Duration.ofMillis(10))
                    .chain(() -> self.stop())
                    .onItemOrFailure().invoke((item, failure) -> found.delayed.complete(failure.getMessage()))
                    .onItemOrFailure().transform((item, failure) -> TaskResult.success());
        }
    }

    @Actor
    static class Timed {

        @Inject
        Found found;

        @Inject
        ActorRef<Timed> self;

        @Inject
        Vertx vertx;

        @Task
        Uni<TaskResult<Void>> completes() {
            return Uni.createFrom().emitter(emitter -> vertx.setTimer(10, id -> self.completion().subscribe().with(
                    item -> found.timed.complete("completed"),
                    failure -> {
                        found.timed.complete(failure.getMessage());
                        emitter.complete(TaskResult.success());
                        leaveBehind();
                    })));
        }

        /** Goes on in the context of the iteration when that is over. */
        private void leaveBehind() {
            self.completion().subscribe().with(item -> found.leftBehind.complete("completed"),
                    failure -> found.leftBehind.complete(failure.getMessage()));
        }
    }
}
