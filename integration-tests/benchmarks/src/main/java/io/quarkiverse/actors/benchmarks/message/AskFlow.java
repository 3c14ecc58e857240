package io.quarkiverse.actors.benchmarks.message;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;

/** One thread asks, with a number of questions in flight. */
final class AskFlow implements Flow {

    private static final int AT_ONCE = 64;

    private final Answering answering;
    private final int inFlight;

    AskFlow(Answering answering, int inFlight) {
        this.answering = answering;
        this.inFlight = inFlight;
    }

    @Override
    public Arrived run(int items) throws InterruptedException {
        Semaphore credit = new Semaphore(inFlight);
        LongAdder count = new LongAdder();
        LongAdder sum = new LongAdder();
        for (int next = 0; next < items; next += AT_ONCE) {
            credit.acquire(AT_ONCE);
            for (int i = next; i < next + AT_ONCE; i++) {
                answering.ask(new Item(i), answer -> {
                    count.increment();
                    sum.add(answer);
                    credit.release();
                });
            }
        }
        credit.tryAcquire(inFlight, 1, TimeUnit.MINUTES); // if not, the check will fail
        return new Arrived(count.sum(), sum.sum());
    }

    @Override
    public void close() {
        answering.close();
    }
}
