package io.quarkiverse.actors.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.task.Task.Hold;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;

class MultiTaskTest {

    private final TaskFixture fixture = new TaskFixture();
    private final List<Object> log = new ArrayList<>();
    private final List<Long> requests = new ArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Task multi(Multi<?> items) {
        return fixture.task("source", Returns.MULTI, Threading.NON_BLOCKING, true,
                (actor, none) -> items.onRequest().invoke(requests::add), 0);
    }

    private Task consumer(int buffer, Task source) {
        return fixture.consumer("consumer", buffer, (actor, items) -> {
            log.add(items[0]);
            return null;
        }, source);
    }

    @Test
    void completionIsSuccess() {
        Task source = multi(Multi.createFrom().range(0, 10_000));
        fixture.start(source, consumer(64, source));

        assertThat(log).hasSize(10_000).startsWith(0, 1).endsWith(9_999).doesNotHaveDuplicates();
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "consumer SUCCEEDED");
    }

    @Test
    void asksForNoMoreThanThereIsRoomFor() {
        Task source = multi(Multi.createFrom().range(0, 1000));
        Task consumer = consumer(8, source);
        consumer.hold(Hold.PAUSE);
        source.prepare();
        consumer.join();
        source.begin(this);
        consumer.begin(this);
        fixture.stage.settle();

        assertThat(requests.stream().mapToLong(Long::longValue).sum()).isEqualTo(8);
        consumer.release(Hold.PAUSE);
        fixture.stage.settle();
        assertThat(log).hasSize(1000);
    }

    @Test
    void aFailureEndsIt() {
        Task source = multi(Multi.createBy().concatenating().streams(Multi.createFrom().item("a"),
                Multi.createFrom().failure(new IllegalStateException("broken"))));
        fixture.start(source, consumer(8, source));

        assertThat(log).containsExactly("a");
        assertThat(fixture.events).containsExactly("source FAILED broken");
        assertThat(source.state()).isEqualTo(TaskState.CRASHED);
    }

    @Test
    void aMethodThatReturnsNullFails() {
        Task source = fixture.task("source", Returns.MULTI, Threading.NON_BLOCKING, true, (actor, none) -> null, 0);
        fixture.start(source);

        assertThat(fixture.events).containsExactly("source FAILED The method returned null instead of a Multi");
    }

    @Test
    void aMultiThatDoesNotCareForDemandFails() {
        Task source = multi(Multi.createFrom().emitter(emitter -> {
            for (int i = 0; i < 1000; i++) {
                emitter.emit(i);
            }
        }, BackPressureStrategy.IGNORE));
        fixture.start(source, consumer(8, source));

        assertThat(log).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(8);
        assertThat(fixture.events)
                .containsExactly("source FAILED Actor#source returned a Multi that emits more items than it is"
                        + " asked for: bound it with onOverflow()");
    }

    @Test
    void aProcessorThatIsHurriedBeforeItsFirstItemGoesOn() {
        int[] next = { 0 };
        Task source = fixture.source("source", (actor, none) -> next[0] == 3 ? TaskResult.success()
                : next[0] > log.size() ? null : (Object) next[0]++);
        Task[] processor = new Task[1];
        processor[0] = fixture.task("processor", Returns.MULTI, Threading.NON_BLOCKING, true,
                (actor, given) -> ((Multi<?>) given[0]).onOverflow().buffer(9)
                        .onRequest().invoke(() -> processor[0].turn().hurry()), // as the watch does to what takes long
                1, source);
        Task consumer = fixture.consumer("consumer", 1, (actor, items) -> {
            processor[0].hold(Hold.PAUSE);
            log.add(items[0]);
            return null;
        }, processor[0]);
        fixture.start(source, processor[0], consumer);
        for (int item = 0; item < 3; item++) {
            assertThat(log).hasSize(item + 1).endsWith(item);
            fixture.stage.advance(Duration.ofSeconds(1));
            processor[0].release(Hold.PAUSE);
            fixture.stage.settle();
        }
        assertThat(fixture.events).contains("processor SUCCEEDED");
    }

    @Test
    void isCancelledOnStop() {
        Task source = multi(Multi.createFrom().nothing().onCancellation().invoke(() -> log.add("cancelled")));
        fixture.start(source);
        fixture.stop(source);

        assertThat(log).containsExactly("cancelled");
        assertThat(fixture.events).containsExactly("source STOPPED");
    }

    @Test
    void itemsThatComeOnTheirOwnAreSeenAtOnce() {
        List<MultiEmitter<? super Object>> emitters = new ArrayList<>();
        Task source = multi(Multi.createFrom().emitter(emitters::add));
        fixture.start(source, consumer(8, source));
        emitters.get(0).emit("a");
        fixture.stage.settle();
        assertThat(log).containsExactly("a");

        emitters.get(0).emit("b").complete();
        fixture.stage.settle();
        assertThat(log).containsExactly("a", "b");
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "consumer SUCCEEDED");
    }

    @Test
    void isCalledAgainAfterARestart() {
        List<MultiEmitter<? super Object>> emitters = new ArrayList<>();
        Task source = multi(Multi.createFrom().emitter(emitters::add));
        fixture.start(source, consumer(8, source));
        source.hold(Hold.RESTART);
        fixture.stage.settle();
        source.restart();
        assertThat(emitters.get(0).isCancelled()).isTrue();
        source.release(Hold.RESTART);
        fixture.stage.settle();

        emitters.get(1).emit("a");
        fixture.stage.settle();
        assertThat(log).containsExactly("a");
    }
}
