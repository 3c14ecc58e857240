package io.quarkiverse.actors.runtime.stream;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;

import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;

/**
 * What is watched from outside is a publisher by the book of Reactive Streams.
 * <p>
 * Does not apply: a failure ({@link #createFailedFlowPublisher}), since a watched stream never fails. The stream is hot and
 * drops, so the elements are emitted as they are asked for.
 */
public class WatchTckTest extends FlowPublisherVerification<Object> {

    private final ExecutorService executor = Executors.newCachedThreadPool();

    public WatchTckTest() {
        super(new TestEnvironment(500, 100));
    }

    @Override
    public Flow.Publisher<Object> createFlowPublisher(long elements) {
        ItemStream stream = new ItemStream("FileHead#lines", () -> {
        });
        Emission emission = new Emission(stream, elements);
        return stream.watch(executor).onRequest().invoke(emission::add);
    }

    @Override
    public Flow.Publisher<Object> createFailedFlowPublisher() {
        return null;
    }

    @AfterClass
    void close() {
        executor.shutdownNow();
    }

    /** A producer that emits what was asked for, so that nobody is slow, and ends after a number of elements. */
    private final class Emission {

        private final ItemStream stream;
        private final long elements;
        private long asked;
        private long emitted;
        private boolean emitting;

        Emission(ItemStream stream, long elements) {
            this.stream = stream;
            this.elements = elements;
        }

        void add(long request) {
            synchronized (this) {
                asked = Math.min(Long.MAX_VALUE / 2, asked + request);
                if (emitting) {
                    return;
                }
                emitting = true;
            }
            executor.execute(this::emit);
        }

        private void emit() {
            while (goesOn()) {
                stream.emit(emitted++);
                stream.flush();
            }
            if (emitted == elements) {
                stream.end(true);
            }
        }

        private synchronized boolean goesOn() {
            emitting = emitted < Math.min(asked, elements);
            return emitting;
        }
    }
}
