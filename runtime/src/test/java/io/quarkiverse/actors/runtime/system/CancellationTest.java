package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Cancelling an iteration, whatever it does about it. */
class CancellationTest extends SystemTest {

    private final List<Object> consumed = new ArrayList<>();

    private TestActor numbers(int count) {
        Iterator<Integer> numbers = IntStream.rangeClosed(1, count).iterator();
        return actor("P").source("source", () -> numbers.hasNext() ? numbers.next() : null);
    }

    private void warn(String actor) {
        system.ref(actor).reportWarning("slow");
        system.stage.settle();
    }

    private void recover(String actor) {
        system.ref(actor).recover();
        system.stage.settle();
    }

    private static TestActor blocking(TestActor actor) {
        return actor.with(m -> new TaskModel(m.name(),
                new MethodModel(m.method().name(), m.method().call(), m.method().returns(),
                        m.method().emits(), Threading.BLOCKING),
                m.inputs(), m.schedule(), m.whileIn(), m.substate(), m.concurrency(), m.timeout(), m.stallTimeout(),
                m.supervision()), UnaryOperator.identity());
    }

    // a graceful stop loses items

    @Test
    void a_stop_that_comes_while_an_interrupted_item_unwinds_drains_it_and_the_buffer() {
        Stage.Hang[] hang = new Stage.Hang[1];
        open(numbers(3), actor("C").requires("P").task("sink", Returns.VALUE, false, List.of(from("P", "source")), item -> {
            if (consumed.isEmpty() && !seen.contains("begun")) {
                seen.add("begun");
                hang[0].run();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            consumed.add(item);
            return null;
        }).whileIn(ActorState.DEGRADED));
        hang[0] = system.stage.hang();
        system.boot();
        system.stage.advance(Duration.ofMillis(10));
        warn("C");
        recover("C"); // the condition is left: the item in hand is interrupted, and takes a while to unwind
        Call stop = system.stop("C"); // drain first
        hang[0].release();
        system.stage.settle();
        assertThat(stop.isDone()).isTrue();
        assertThat(consumed).containsExactly(1, 2, 3);
    }

    @Test
    void a_stop_that_comes_while_a_cancelled_concurrent_item_unwinds_drains_it() {
        Stage.Hang[] hang = new Stage.Hang[1];
        open(numbers(4), actor("C").requires("P").task("sink", Returns.VALUE, false, List.of(from("P", "source")), item -> {
            if (item.equals(1) && !seen.contains("begun")) {
                seen.add("begun");
                hang[0].run();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            consumed.add(item);
            return null;
        }).concurrent(2).whileIn(ActorState.DEGRADED));
        hang[0] = system.stage.hang();
        warnAtOnce();
        recover("C");
        Call stop = system.stop("C");
        hang[0].release();
        system.stage.settle();
        assertThat(stop.isDone()).isTrue();
        assertThat(consumed).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    private void warnAtOnce() {
        system.boot();
        system.stage.advance(Duration.ofMillis(10));
        warn("C");
    }

    // user code that throws where it is not expected

    @Test
    void a_cancellation_handler_that_throws_does_not_keep_the_turn() {
        open(actor("A").asyncSource("task", () -> {
            seen.add("begun");
            return Uni.createFrom().emitter(emitter -> emitter.onTermination(() -> {
                throw new IllegalStateException("of the user");
            }));
        }).whileIn(ActorState.DEGRADED));
        system.boot();
        warn("A");
        recover("A");
        assertThat(system.task("A", "task").state()).isEqualTo(TaskState.INITIALIZED);
        warn("A");
        assertThat(seen).containsExactly("begun", "begun");
    }

    @Test
    void a_CompletionStage_that_cannot_be_cancelled_is_left_alone() {
        open(actor("A").task("task", Returns.STAGE, true, List.of(), ignored -> {
            seen.add("begun");
            return new CompletableFuture<>() {
                @Override
                public CompletableFuture<Object> toCompletableFuture() {
                    throw new UnsupportedOperationException(); // as CompletionStage allows
                }
            };
        }).whileIn(ActorState.DEGRADED));
        system.boot();
        warn("A");
        recover("A");
        assertThat(system.task("A", "task").state()).isEqualTo(TaskState.INITIALIZED);
    }

    @Test
    void a_cancellation_handler_of_a_Multi_that_throws_does_not_keep_the_stop() {
        open(actor("A").stream("task", () -> Multi.createFrom().emitter(emitter -> emitter.onTermination(() -> {
            throw new IllegalStateException("of the user");
        }))));
        system.boot();
        Call stop = system.stop("A");
        assertThat(stop.isDone()).isTrue();
        assertThat(system.path("A")).isEqualTo("stopped");
    }

    // cancellation

    @Test
    void a_cancellation_that_comes_before_the_method_has_returned_its_Uni_cancels_that() {
        open(blocking(actor("A").asyncSource("task", () -> {
            try {
                system.stage.block(Duration.ofSeconds(5));
            } catch (InterruptedException ignoredByMany) {
                seen.add("interrupted");
            }
            return Uni.createFrom().nothing().onCancellation().invoke(() -> seen.add("cancelled"));
        })));
        system.boot();
        Call stop = Call.of(system.ref("A").stop());
        system.stage.advance(Duration.ofSeconds(5)); // cancel-after is 1 s
        assertThat(seen).containsExactly("interrupted", "cancelled");
        assertThat(stop.isDone()).isTrue();
    }

    @Test
    void a_Multi_method_on_an_event_loop_is_not_interrupted() {
        open(actor("A").stream("task", () -> {
            try {
                system.stage.block(Duration.ofSeconds(3));
            } catch (InterruptedException e) {
                seen.add("interrupted");
            }
            return Multi.createFrom().nothing();
        }));
        system.boot();
        Call.of(system.ref("A").stop());
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(seen).isEmpty();
    }
}
