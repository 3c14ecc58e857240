package io.quarkiverse.actors.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class ItemStreamTest {

    private int producerWoken;
    private int consumerWoken;
    private final ItemStream stream = new ItemStream("FileHead#lines", () -> producerWoken++);

    @Test
    void neverLetsAConsumerFallBehindByMoreThanItsBuffer() {
        Cursor cursor = joined(10);
        int emitted = 0;
        for (int room = stream.reserve(100, 0); room > 0; room = stream.reserve(100, 0)) {
            assertThat(room).as("half a buffer at most").isLessThanOrEqualTo(5);
            emitted += emit(emitted, room);
        }

        assertThat(emitted).isEqualTo(10);
        assertThat(cursor.available()).isEqualTo(10);
    }

    @Test
    void keepsTheOrderOverManyLaps() {
        Cursor cursor = joined(100);
        int emitted = 0;
        int read = 0;
        while (read < 10_000) {
            emitted += emit(emitted, stream.reserve(1 + emitted % 7, 0));
            for (int available = Math.min(cursor.available(), 1 + read % 11); available > 0; available--) {
                assertThat(cursor.next()).isEqualTo(read++);
            }
            cursor.release(0);
        }
    }

    @Test
    void aBufferOfOneWorks() {
        Cursor cursor = joined(1);
        for (int i = 0; i < 200; i++) {
            assertThat(stream.reserve(5, 0)).isEqualTo(1);
            emit(i, 1);
            assertThat(stream.reserve(5, 0)).isZero();
            assertThat(cursor.next()).isEqualTo(i);
            cursor.release(0);
            assertThat(producerWoken).isEqualTo(i + 1);
        }
    }

    @Test
    void wakesTheProducerOnlyIfItWaits() {
        Cursor cursor = joined(4);
        emit(0, stream.reserve(2, 0));
        cursor.next();
        cursor.release(0);

        assertThat(producerWoken).isZero();
    }

    @Test
    void wakesTheProducerOnceHalfOfTheBufferIsFree() {
        Cursor cursor = joined(4);
        emit(0, stream.reserve(2, 0));
        emit(2, stream.reserve(2, 0));
        assertThat(stream.reserve(2, 0)).isZero();

        cursor.next();
        cursor.release(0);
        assertThat(producerWoken).isZero();
        cursor.next();
        cursor.release(0);
        assertThat(producerWoken).isEqualTo(1);
        cursor.next();
        cursor.release(0);
        assertThat(producerWoken).as("it does not wait any more").isEqualTo(1);
    }

    @Test
    void everyConsumerSeesEveryItemAndTheSlowestSetsThePace() {
        Cursor fast = joined(100);
        Cursor slow = joined(4);
        emit(0, stream.reserve(100, 0));
        emit(2, stream.reserve(100, 0));
        assertThat(readAll(fast)).containsExactly(0, 1, 2, 3);
        assertThat(stream.reserve(1, 0)).isZero();

        assertThat(readAll(slow)).containsExactly(0, 1, 2, 3);
        assertThat(stream.reserve(1, 0)).isEqualTo(1);
    }

    @Test
    void aConsumerThatJoinsSeesWhatComesAfterTheNextReservation() {
        Cursor first = joined(10);
        stream.reserve(2, 0);
        Cursor second = joined(10);
        emit(0, 2);
        stream.reserve(2, 0);
        emit(2, 2);

        assertThat(readAll(first)).containsExactly(0, 1, 2, 3);
        assertThat(readAll(second)).containsExactly(2, 3);
    }

    @Test
    void aConsumerThatJoinsSeesAsMuchOfWhatWasPromisedBeforeAsItHasRoomFor() {
        Cursor first = joined(10);
        stream.reserve(3, 0);
        Cursor second = joined(3);
        Cursor third = joined(2);
        assertThat(stream.reserve(10, 3)).as("no more than were promised").isLessThanOrEqualTo(3);
        emit(0, 3);

        assertThat(readAll(first)).containsExactly(0, 1, 2);
        assertThat(readAll(second)).containsExactly(0, 1, 2);
        assertThat(readAll(third)).containsExactly(1, 2);
        assertThat(stream.unseen()).isZero();
    }

    @Test
    void whatWasPromisedAndHasRoomNowhereIsCounted() {
        stream.reserve(5, 0);
        Cursor late = joined(2);
        stream.reserve(5, 5);
        emit(0, 5);

        assertThat(readAll(late)).containsExactly(3, 4);
        assertThat(stream.unseen()).isEqualTo(3);
    }

    @Test
    void aPromiseThatIsWithdrawnHidesNothing() {
        stream.reserve(5, 0);
        Cursor late = joined(2);
        stream.reserve(5, 5);
        stream.withdraw();
        stream.reserve(1, 0);
        emit(0, 1);

        assertThat(readAll(late)).containsExactly(0);
    }

    @Test
    void aLargerConsumerMakesTheRingGrowWithoutLoss() {
        Cursor small = joined(70);
        emit(0, stream.reserve(70, 0));
        emit(35, stream.reserve(70, 0));
        Cursor large = joined(2000);
        for (int i = 0; i < 10; i++) {
            small.next();
        }
        small.release(0);
        emit(70, stream.reserve(10, 0));
        List<Object> rest = readAll(small);
        int emitted = 80;
        for (int room = stream.reserve(30, 0); room > 0 && emitted < 1500; room = stream.reserve(30, 0)) {
            emitted += emit(emitted, room);
            rest.addAll(readAll(small));
        }

        assertThat(rest).hasSize(emitted - 10).startsWith(10, 11).endsWith(emitted - 1);
        assertThat(readAll(large)).hasSize(emitted - 70).startsWith(70).isSubsetOf(rest);
    }

    @Test
    void aConsumerThatLeavesHoldsNobodyBackAndGetsWhatItHadLeft() {
        Cursor cursor = joined(4);
        emit(0, stream.reserve(2, 0));
        emit(2, stream.reserve(2, 0));
        assertThat(stream.reserve(1, 0)).isZero();
        cursor.next();
        List<Object> left = new ArrayList<>();
        cursor.leave(left::add);

        assertThat(left).containsExactly(1, 2, 3);
        assertThat(producerWoken).isEqualTo(1);
        assertThat(stream.reserve(100, 0)).isEqualTo(100);
        assertThat(stream.unseen()).isZero();
    }

    @Test
    void countsWhatNobodySees() {
        emit(0, stream.reserve(3, 0));
        assertThat(stream.unseen()).isEqualTo(3);

        Cursor cursor = joined(10);
        stream.reserve(4, 0);
        emit(0, 1);
        cursor.leave(item -> {
        });
        emit(1, 3);
        assertThat(stream.unseen()).as("also if nothing is reserved any more").isEqualTo(6);
        stream.reserve(1, 0);
        assertThat(stream.unseen()).as("once").isEqualTo(6);
    }

    @Test
    void anAbandonedConsumerReadsNothingMore() {
        Cursor cursor = joined(4);
        emit(0, stream.reserve(2, 0));
        assertThat(cursor.abandon()).isEqualTo(2);
        List<Object> left = new ArrayList<>();
        cursor.leave(left::add);
        emit(2, 1);
        stream.reserve(1, 0);

        assertThat(left).isEmpty();
        assertThat(stream.unseen()).as("what came after it").isEqualTo(1);
    }

    @Test
    void aConsumerThatIsCutTakesNothingNew() {
        Cursor cursor = joined(10);
        emit(0, stream.reserve(2, 0));
        cursor.cut();
        emit(2, stream.reserve(2, 0));
        assertThat(cursor.isExhausted(false)).isFalse();

        assertThat(readAll(cursor)).containsExactly(0, 1);
        assertThat(cursor.isExhausted(false)).isTrue();
    }

    @Test
    void isExhaustedWhenTheProducerHasSucceededAndEverythingWasRead() {
        Cursor cursor = joined(10);
        emit(0, stream.reserve(1, 0));
        stream.end(true);
        assertThat(consumerWoken).isEqualTo(1);
        assertThat(cursor.isExhausted(false)).isFalse();

        readAll(cursor);
        assertThat(cursor.isExhausted(false)).isTrue();
        stream.open();
        assertThat(cursor.isExhausted(false)).isFalse();
    }

    @Test
    void aStoppedProducerIsWaitedForUnlessTheConsumerDrains() {
        Cursor cursor = joined(10);
        stream.end(false);

        assertThat(cursor.isExhausted(false)).isFalse();
        assertThat(cursor.isExhausted(true)).isTrue();
    }

    @Test
    void letsGoOfWhatWasConsumed() {
        Cursor one = joined(4);
        Cursor two = joined(4);
        stream.reserve(1, 0);
        Object item = new Object();
        WeakReference<Object> reference = new WeakReference<>(item);
        stream.emit(item);
        readAll(one);
        readAll(two);
        stream.reserve(1, 0);
        item = null;

        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }

    private Cursor joined(int capacity) {
        Cursor cursor = new Cursor(stream, capacity, () -> consumerWoken++);
        cursor.join();
        return cursor;
    }

    private int emit(int first, int count) {
        for (int i = 0; i < count; i++) {
            stream.emit(first + i);
        }
        return count;
    }

    private static List<Object> readAll(Cursor cursor) {
        List<Object> items = new ArrayList<>();
        for (int available = cursor.available(); available > 0; available--) {
            items.add(cursor.next());
        }
        cursor.release(0);
        return items;
    }
}
