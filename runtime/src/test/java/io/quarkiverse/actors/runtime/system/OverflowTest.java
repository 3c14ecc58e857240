package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Consumers that do not hold their producers back. */
class OverflowTest extends SystemTest {

    private final List<Object> written = new ArrayList<>();
    private int emitted;

    /** One item a millisecond. */
    private TestActor orders() {
        return actor("Orders").source("orders", () -> {
            system.stage.block(Duration.ofMillis(1));
            return emitted == 100 ? TaskResult.success() : (Object) emitted++;
        });
    }

    private static InputModel from(int buffer, Overflow overflow) {
        return new InputModel("Orders", "orders", buffer, overflow, 0, "");
    }

    private TestActor audit(int buffer, Overflow overflow, Duration each) {
        return actor("Audit").requires("Orders").task("write", Returns.VALUE,
                false, List.of(from(buffer, overflow)), item -> {
                    system.stage.block(each);
                    written.add(item);
                    return null;
                });
    }

    @Test
    void the_oldest_are_dropped_and_counted() {
        open(orders(), audit(4, Overflow.DROP_OLDEST, Duration.ofMillis(10)));
        system.boot();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(emitted).isEqualTo(100);
        assertThat(written).startsWith(0).endsWith(96, 97, 98, 99);
        assertThat(system.task("Audit", "write").skipped()).isEqualTo(100 - written.size()).isGreaterThan(80);
        assertThat(system.task("Audit", "write").state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(system.log().messages()).containsExactly(
                "Audit#write cannot keep up with Orders#orders: items are dropped from now on (overflow = DROP_OLDEST)");
    }

    @Test
    void the_newest_are_dropped_and_counted() {
        open(orders(), audit(4, Overflow.DROP_NEWEST, Duration.ofSeconds(1)));
        system.boot();
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(emitted).isEqualTo(100);
        assertThat(written).containsExactly(0, 1, 2, 3, 4);
        assertThat(system.task("Audit", "write").skipped()).isEqualTo(95);
        assertThat(system.log().messages()).containsExactly(
                "Audit#write cannot keep up with Orders#orders: items are dropped from now on (overflow = DROP_NEWEST)");
    }

    @Test
    void a_consumer_that_must_not_drop_fails() {
        open(orders(), audit(16, Overflow.FAIL, Duration.ofMillis(10)));
        system.boot();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(emitted).isEqualTo(100);
        String message = "Audit#write cannot keep up with Orders#orders: 16 items wait (overflow = FAIL)";
        assertThat(system.task("Audit", "write").lastFailure()).isInstanceOf(ActorException.class).hasMessage(message);
        assertThat(system.task("Audit", "write").state()).isEqualTo(TaskState.CRASHED);
        assertThat(system.path("Audit")).isEqualTo("crashed");
        assertThat(system.log().messages()).contains(
                "Audit#write ended before it had processed 16 item(s) of Orders#orders");
        assertThat(written).isEqualTo(IntStream.range(0, written.size()).boxed().toList());
    }

    @Test
    void a_paused_one_keeps_what_its_buffer_holds() {
        open(orders(), audit(10, Overflow.DROP_OLDEST, Duration.ZERO));
        system.boot();
        system.stage.advance(Duration.ofMillis(20));
        system.pause("Audit");
        system.stage.advance(Duration.ofMillis(200));
        assertThat(emitted).isEqualTo(100);
        int before = written.size();
        system.resume("Audit");
        system.stage.advance(Duration.ofMillis(1));
        assertThat(written).hasSize(before + 10).endsWith(90, 91, 92, 93, 94, 95, 96, 97, 98, 99).doesNotHaveDuplicates();
        assertThat(system.task("Audit", "write").skipped()).isEqualTo(90 - before);
    }

    @Test
    void sees_an_item_while_its_producer_is_held_up_by_the_next() {
        open(actor("Orders").source("orders", () -> {
            if (emitted++ > 0) {
                system.stage.block(Duration.ofHours(1));
            }
            return emitted;
        }), actor("Audit").requires("Orders").sink("write", from(10, Overflow.DROP_NEWEST), written::add));
        system.boot();
        system.stage.advance(Duration.ofMillis(100));
        assertThat(written).containsExactly(1);
    }

    @Test
    void a_stop_drains_it() {
        open(orders(), audit(200, Overflow.DROP_OLDEST, Duration.ofMillis(3)));
        system.boot();
        system.stage.advance(Duration.ofMillis(50));
        assertThat(system.shutdown().isDone()).isFalse();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(written).isEqualTo(IntStream.range(0, emitted).boxed().toList());
        assertThat(system.paths("Orders", "Audit")).containsOnly("stopped");
        assertThat(system.task("Audit", "write").skipped()).isZero();
    }

    @Test
    void a_processor_may_drop_too() {
        open(orders(), actor("Audit").requires("Orders").task("write",
                Returns.MULTI, true, List.of(from(4, Overflow.DROP_NEWEST)),
                items -> ((Multi<?>) items).onItem().invoke(written::add).onItem()
                        .transformToUniAndConcatenate(item -> Uni.createFrom().<Object> nothing())));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(emitted).isEqualTo(100);
        assertThat(system.task("Audit", "write").skipped()).isEqualTo(100 - 4 - written.size());
    }

    @Test
    void a_processor_that_must_not_drop_fails() {
        List<Object> cancelled = new ArrayList<>();
        open(orders(), actor("Audit").requires("Orders").task("write",
                Returns.MULTI, true, List.of(from(4, Overflow.FAIL)),
                items -> Multi.createFrom().nothing().onCancellation().invoke(() -> cancelled.add("cancelled"))));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(emitted).isEqualTo(100);
        assertThat(cancelled).containsExactly("cancelled");
        assertThat(system.task("Audit", "write").lastFailure())
                .hasMessage("Audit#write cannot keep up with Orders#orders: 4 items wait (overflow = FAIL)");
    }
}
