package io.quarkiverse.actors.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.testing.LogRecords;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class SubscriberTest {

    private final Queue<Runnable> steps = new ArrayDeque<>();
    private final ItemStream stream = new ItemStream("FileHead#lines", () -> {
    });
    private final LogRecords log = new LogRecords();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void seesWhatComesFromItsSubscriptionOn() {
        emit(0, 5);
        AssertSubscriber<Object> subscriber = watch(Long.MAX_VALUE);
        emit(5, 3);
        subscriber.assertItems(5, 6, 7).assertNotTerminated();
        assertThat(stream.unseen()).isEqualTo(5);
        assertThat(stream.lost()).isZero();
    }

    @Test
    void completesAfterWhatIsBuffered() {
        AssertSubscriber<Object> subscriber = watch(1);
        emit(0, 3);
        stream.end(true);
        play();
        subscriber.assertItems(0).assertNotTerminated();
        subscriber.request(1);
        play();
        subscriber.assertItems(0, 1).assertNotTerminated();
        subscriber.request(1);
        play();
        subscriber.assertItems(0, 1, 2).assertCompleted();
    }

    @Test
    void oneThatComesLateCompletesAtOnce() {
        stream.end(true);
        watch(0).assertCompleted();
    }

    @Test
    void aStopOfTheProducerIsNoEnd() {
        AssertSubscriber<Object> subscriber = watch(Long.MAX_VALUE);
        stream.end(false);
        stream.open();
        emit(0, 1);
        subscriber.assertItems(0).assertNotTerminated();
        stream.close();
        play();
        subscriber.assertCompleted();
    }

    @Test
    void oneThatNeverRequestsKeepsTheNewest() {
        AssertSubscriber<Object> subscriber = watch(0);
        emit(0, 1000);
        assertThat(stream.lost()).isEqualTo(1000 - Subscriber.BUFFER);
        subscriber.assertHasNotReceivedAnyItem();
        subscriber.request(2);
        play();
        subscriber.assertItems(1000 - Subscriber.BUFFER, 1001 - Subscriber.BUFFER);
    }

    @Test
    void aSlowOneLosesItsOldestAndTheOthersLoseNothing() {
        AssertSubscriber<Object> slow = watch(10);
        AssertSubscriber<Object> fast = watch(Long.MAX_VALUE);
        IntStream.range(0, 100).forEach(i -> emit(10 * i, 10));
        assertThat(fast.getItems()).hasSize(1000);
        slow.request(1000);
        play();
        assertThat(slow.getItems()).startsWith(0, 1, 2).endsWith(998, 999).hasSize(10 + Subscriber.BUFFER);
        assertThat(stream.lost()).isEqualTo(1000 - 10 - Subscriber.BUFFER);
    }

    @Test
    void oneThatLeavesEarlyIsForgotten() {
        AssertSubscriber<Object> subscriber = watch(Long.MAX_VALUE);
        emit(0, 2);
        subscriber.cancel();
        emit(2, 2);
        subscriber.assertItems(0, 1);
        assertThat(stream.unseen()).isEqualTo(2);
    }

    @Test
    void oneThatCancelsWithinOnNextGetsNothingMore() {
        List<Object> seen = new ArrayList<>();
        stream.watch(steps::add).subscribe(new Watcher(seen) {
            @Override
            public void onNext(Object item) {
                super.onNext(item);
                subscription.cancel();
            }
        });
        emit(0, 10);
        assertThat(seen).containsExactly(0);
    }

    @Test
    void zeroIsNoRequest() {
        List<Object> seen = new ArrayList<>();
        Watcher watcher = new Watcher(seen);
        stream.watch(steps::add).subscribe(watcher);
        watcher.subscription.request(0);
        play();
        emit(0, 1);
        assertThat(seen).singleElement().isInstanceOf(IllegalArgumentException.class)
                .extracting("message").isEqualTo("A subscriber of FileHead#lines made a non-positive subscription request: 0");
    }

    @Test
    void oneThatThrowsIsCancelledAndLogged() {
        List<Object> seen = new ArrayList<>();
        stream.watch(steps::add).subscribe(new Watcher(seen) {
            @Override
            public void onNext(Object item) {
                throw new IllegalStateException("bad subscriber");
            }
        });
        AssertSubscriber<Object> other = watch(Long.MAX_VALUE);
        emit(0, 3);
        other.assertItems(0, 1, 2);
        assertThat(log.traced()).containsExactly("A subscriber of FileHead#lines failed: it is cancelled");
        other.cancel();
        emit(3, 1);
        assertThat(stream.unseen()).isEqualTo(1);
    }

    @Test
    void isServedABufferfulAtATime() {
        watch(Long.MAX_VALUE);
        for (int i = 0; i < Subscriber.BUFFER; i++) {
            stream.emit(i);
        }
        stream.flush();
        steps.poll().run();
        assertThat(steps).as("lets others go first").hasSize(1);
        play();
    }

    @Test
    void isDroppedWhenThereAreNoThreadsAnyMore() {
        stream.watch(step -> {
            throw new RejectedExecutionException();
        }).subscribe(AssertSubscriber.create(10));
        stream.emit(0);
        assertThat(stream.unseen()).isEqualTo(1);
    }

    private AssertSubscriber<Object> watch(long requests) {
        AssertSubscriber<Object> subscriber = stream.watch(steps::add).subscribe()
                .withSubscriber(AssertSubscriber.create(requests));
        play();
        return subscriber;
    }

    private void emit(int first, int count) {
        IntStream.range(first, first + count).forEach(stream::emit);
        stream.flush();
        play();
    }

    private void play() {
        for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
            step.run();
        }
    }

    private static class Watcher implements Flow.Subscriber<Object> {

        private final List<Object> seen;
        Flow.Subscription subscription;

        Watcher(List<Object> seen) {
            this.seen = seen;
        }

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription = s;
            s.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object item) {
            seen.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            seen.add(failure);
        }

        @Override
        public void onComplete() {
            seen.add("completed");
        }
    }
}
