package io.quarkiverse.actors.benchmarks;

import io.quarkiverse.actors.TaskResult;

/** The actors of the benchmarks, as a user writes them. */
final class Actors {

    private Actors() {
    }

    /** Produces the numbers from 0 on. */
    static final class Numbers {

        long next;
        long end;
        long workNanos;

        /** A plain value for each number; the end has to be a result. */
        Object plain() {
            Work.spin(workNanos);
            return next == end ? TaskResult.success() : new Item(next++);
        }

        TaskResult<Item> result() {
            Work.spin(workNanos);
            return next == end ? TaskResult.success() : TaskResult.emit(new Item(next++));
        }
    }

    /** Adds one to each number. */
    static final class Increment {

        long workNanos;

        Item plain(Item item) {
            Work.spin(workNanos);
            return new Item(item.value() + 1);
        }

        TaskResult<Item> result(Item item) {
            Work.spin(workNanos);
            return TaskResult.emit(new Item(item.value() + 1));
        }
    }

    /** Adds the numbers up. */
    static final class Sum {

        long count;
        long sum;
        long workNanos;

        void add(Item item) {
            Work.spin(workNanos);
            count++;
            sum += item.value();
        }
    }

    /** Goes round a number of times. */
    static final class Loop {

        long rounds;
        long end;

        Object round() {
            return ++rounds == end ? TaskResult.success() : null;
        }
    }

    /** A step that costs something. */
    private static final class Work {

        static void spin(long nanos) {
            if (nanos > 0) {
                long end = System.nanoTime() + nanos;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
