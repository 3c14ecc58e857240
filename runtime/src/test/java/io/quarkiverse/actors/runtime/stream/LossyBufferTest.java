package io.quarkiverse.actors.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.Overflow;

class LossyBufferTest {

    private int woken;
    private int droppings;
    private final ItemStream stream = new ItemStream("Orders#orders", () -> {
    });

    @Test
    void dropsTheOldest() {
        Inlet inlet = joined(3, Overflow.DROP_OLDEST);
        emit(0, 10);
        assertThat(readAll(inlet)).containsExactly(7, 8, 9);
        assertThat(inlet.dropped()).isEqualTo(7);
        assertThat(inlet.hasOverflowed()).isFalse();
    }

    @Test
    void dropsTheNewest() {
        Inlet inlet = joined(3, Overflow.DROP_NEWEST);
        emit(0, 10);
        assertThat(readAll(inlet)).containsExactly(0, 1, 2);
        assertThat(inlet.dropped()).isEqualTo(7);
        assertThat(inlet.hasOverflowed()).isFalse();
    }

    @Test
    void failsWhenItIsFull() {
        Inlet inlet = joined(3, Overflow.FAIL);
        emit(0, 3);
        assertThat(inlet.hasOverflowed()).isFalse();
        emit(3, 2);
        assertThat(inlet.hasOverflowed()).isTrue();
        assertThat(inlet.dropped()).isEqualTo(2);
        assertThat(readAll(inlet)).containsExactly(0, 1, 2);
    }

    @Test
    void aBufferOfOneWorks() {
        Inlet oldest = joined(1, Overflow.DROP_OLDEST);
        Inlet newest = joined(1, Overflow.DROP_NEWEST);
        emit(0, 3);
        assertThat(readAll(oldest)).containsExactly(2);
        assertThat(readAll(newest)).containsExactly(0);
        emit(3, 1);
        assertThat(readAll(oldest)).containsExactly(3);
        assertThat(readAll(newest)).containsExactly(3);
    }

    @Test
    void tellsOnceThatItDrops() {
        Inlet inlet = joined(2, Overflow.DROP_OLDEST);
        emit(0, 2);
        assertThat(droppings).isZero();
        emit(2, 3);
        readAll(inlet);
        emit(5, 5);
        assertThat(droppings).isEqualTo(1);
    }

    @Test
    void holdsNobodyBack() {
        Cursor cursor = new Cursor(stream, 8, () -> {
        });
        cursor.join();
        joined(2, Overflow.DROP_OLDEST);
        assertThat(stream.reserve(100, 0)).isEqualTo(4);
        emit(0, 4);
        assertThat(stream.reserve(100, 0)).isEqualTo(4);
    }

    @Test
    void isWokenByItemsAndByTheEnd() {
        joined(2, Overflow.DROP_OLDEST);
        emit(0, 1);
        stream.flush();
        assertThat(woken).isEqualTo(1);
        emit(1, 1);
        stream.flushNews();
        stream.flushNews();
        assertThat(woken).as("once for the news").isEqualTo(2);
        stream.end(false);
        assertThat(woken).isEqualTo(3);
    }

    @Test
    void isOverWithItsProducer() {
        Inlet inlet = joined(2, Overflow.DROP_OLDEST);
        emit(0, 1);
        stream.end(false);
        assertThat(inlet.isOver(false)).isFalse();
        assertThat(inlet.isOver(true)).isTrue();
        assertThat(inlet.isExhausted(true)).isFalse();
        stream.end(true);
        readAll(inlet);
        assertThat(inlet.isExhausted(false)).isTrue();
    }

    @Test
    void aConsumerThatIsCutTakesNothingNew() {
        Inlet inlet = joined(4, Overflow.DROP_NEWEST);
        emit(0, 2);
        inlet.cut();
        emit(2, 1);
        assertThat(inlet.isExhausted(false)).isFalse();
        assertThat(readAll(inlet)).containsExactly(0, 1);
        assertThat(inlet.isExhausted(false)).isTrue();
        assertThat(stream.unseen()).isEqualTo(1);
    }

    @Test
    void aConsumerThatLeavesGetsWhatItHadLeft() {
        Inlet inlet = joined(4, Overflow.DROP_OLDEST);
        emit(0, 6);
        inlet.next();
        List<Object> left = new ArrayList<>();
        inlet.leave(left::add);
        emit(6, 1);
        assertThat(left).containsExactly(3, 4, 5);
        assertThat(inlet.dropped()).isEqualTo(2);
        assertThat(stream.unseen()).isEqualTo(1);
    }

    @Test
    void anItemThatIsEmittedWhileTheConsumerLeavesIsCounted() {
        List<Object> left = new ArrayList<>();
        Inlet[] inlet = new Inlet[1];
        inlet[0] = Inlet.of(stream, 1, Overflow.DROP_OLDEST, () -> woken++, () -> inlet[0].leave(left::add));
        inlet[0].join();
        emit(0, 2);
        assertThat(left).isEmpty();
        assertThat(inlet[0].dropped()).isEqualTo(1);
        assertThat(stream.unseen()).isEqualTo(1);
        assertThat(inlet[0].available()).isZero();
    }

    @Test
    void anAbandonedConsumerReadsNothingMore() {
        Inlet inlet = joined(4, Overflow.DROP_OLDEST);
        emit(0, 6);
        assertThat(inlet.abandon()).isEqualTo(4);
        assertThat(inlet.available()).isZero();
    }

    /** Whoever meets the item that is emitted while the consumer leaves: it is counted once. */
    @Test
    void accountsForEveryItemWhenProducerAndConsumerRace() throws InterruptedException {
        for (Overflow overflow : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST, Overflow.FAIL)) {
            for (int round = 0; round < 200; round++) {
                race(overflow, 1 + round % 9);
            }
        }
    }

    private static void race(Overflow overflow, int capacity) throws InterruptedException {
        ItemStream stream = new ItemStream("Orders#orders", () -> {
        });
        Inlet inlet = Inlet.of(stream, capacity, overflow, () -> {
        }, () -> {
        });
        inlet.join();
        int items = 2000;
        Thread producer = new Thread(() -> IntStream.range(0, items).forEach(stream::emit));
        producer.start();
        AtomicLong received = new AtomicLong();
        int last = -1;
        while (received.get() < 200 && producer.isAlive()) {
            assertThat(inlet.available()).isLessThanOrEqualTo(capacity);
            Object item = inlet.next();
            if (item != null) {
                assertThat((int) item).isGreaterThan(last);
                last = (int) item;
                received.incrementAndGet();
            }
        }
        inlet.leave(item -> received.incrementAndGet());
        producer.join();
        assertThat(received.get() + inlet.dropped() + stream.unseen()).as("%s of %d", overflow, capacity).isEqualTo(items);
    }

    private Inlet joined(int capacity, Overflow overflow) {
        Inlet inlet = Inlet.of(stream, capacity, overflow, () -> woken++, () -> droppings++);
        inlet.join();
        return inlet;
    }

    private void emit(int first, int count) {
        stream.reserve(count, 0);
        for (int i = 0; i < count; i++) {
            stream.emit(first + i);
        }
    }

    private static List<Object> readAll(Inlet inlet) {
        List<Object> items = new ArrayList<>();
        for (int available = inlet.available(); available > 0; available--) {
            items.add(inlet.next());
        }
        inlet.release(0);
        return items;
    }
}
