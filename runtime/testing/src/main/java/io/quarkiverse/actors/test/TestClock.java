package io.quarkiverse.actors.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.quarkiverse.actors.runtime.turn.Timers;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;

/**
 * The time as the actors see it: that of schedules, backoff, time limits and time stamps. It goes like any clock until a test
 * pauses it; then only the test moves it. After each test it goes again, from where it is. Thread-safe.
 * <p>
 * What an application itself measures or delays, as with {@code Multi.createFrom().ticks()}, is not part of it.
 */
public final class TestClock {

    /**
     * @param paused whether only the test moves the clock
     * @param nanos the time of a paused clock; the lead on the system's time of one that goes
     */
    private record State(boolean paused, long nanos) {
        long now() {
            return paused ? nanos : System.nanoTime() + nanos;
        }
    }

    private final long base = System.nanoTime();
    private final Instant origin = Instant.now();
    private volatile State state = new State(false, 0);
    private final TreeSet<Alarm> alarms = new TreeSet<>(
            Comparator.<Alarm> comparingLong(alarm -> alarm.at - base).thenComparingLong(alarm -> alarm.number));
    private long numbers;
    /** Of the running application. */
    private Timers timers;
    private Executor control;
    private Runnable settle;

    TestClock() {
    }

    void connect(Timers timers, Executor control) {
        this.timers = timers;
        this.control = control;
    }

    void settleWith(Runnable settle) {
        this.settle = settle;
    }

    /** Stops the clock, unless it is paused. */
    public synchronized void pause() {
        if (!state.paused) {
            state = new State(true, nanoTime());
            alarms.forEach(Alarm::disarm);
        }
    }

    /** Lets the clock go on from where it is, unless it goes. */
    public synchronized void resume() {
        if (state.paused) {
            state = new State(false, state.nanos - System.nanoTime());
            alarms.forEach(Alarm::arm);
        }
    }

    /**
     * Whether the clock is paused.
     *
     * @return {@code true} from {@link #pause} to {@link #resume}
     */
    public boolean isPaused() {
        return state.paused;
    }

    /**
     * Moves the paused clock on. Whatever is due on the way happens one after the other; before time goes on, the actors get
     * two seconds of the system's time altogether to finish what they do: what is due next may depend on it.
     *
     * @param duration how far, not negative
     * @throws IllegalStateException if the clock goes by itself
     */
    public void advance(Duration duration) {
        if (!isPaused()) {
            throw new IllegalStateException("The clock of the actors goes by itself: call pause() before advance()");
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("The clock of the actors cannot be moved back by " + duration.negated());
        }
        long end = nanoTime() + duration.toNanos();
        settle.run();
        for (Alarm next = poll(end); next != null; next = poll(end)) {
            CompletableFuture.runAsync(next.action, control).join();
            settle.run();
        }
        moveTo(end);
    }

    /**
     * The time.
     *
     * @return what time stamps of events show at this moment
     */
    public Instant instant() {
        return origin.plusNanos(nanoTime() - base);
    }

    private synchronized Alarm poll(long end) {
        Alarm next = alarms.isEmpty() ? null : alarms.first();
        if (next == null || next.at - end > 0) {
            return null;
        }
        alarms.remove(next);
        moveTo(next.at);
        return next;
    }

    private synchronized void moveTo(long nanos) {
        if (state.paused && nanos - state.nanos > 0) {
            state = new State(true, nanos);
        }
    }

    // what the actors get

    long nanoTime() {
        return state.now();
    }

    Clock asClock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return TestClock.this.instant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }
        };
    }

    synchronized Timer after(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(nanoTime() + delay.toNanos(), action);
        alarms.add(alarm);
        if (!state.paused) {
            alarm.arm();
        }
        return alarm::cancel;
    }

    /** A call to come. Under the lock of the clock. */
    private final class Alarm {
        final long at;
        final long number = numbers++;
        final Runnable action;
        Timer timer;

        Alarm(long at, Runnable action) {
            this.at = at;
            this.action = action;
        }

        void arm() {
            timer = timers.after(Duration.ofNanos(Math.max(0, at - nanoTime())), this::ring);
        }

        void disarm() {
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }

        void cancel() {
            synchronized (TestClock.this) {
                disarm();
                alarms.remove(this);
            }
        }

        private void ring() {
            synchronized (TestClock.this) {
                if (state.paused || !alarms.remove(this)) {
                    return;
                }
            }
            action.run();
        }
    }
}
