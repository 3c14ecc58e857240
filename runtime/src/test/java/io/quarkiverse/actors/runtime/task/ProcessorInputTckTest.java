package io.quarkiverse.actors.runtime.task;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;

import io.smallrye.mutiny.Multi;

/**
 * The {@code Multi} that a stream processor is given is a publisher by the book of Reactive Streams.
 * <p>
 * Does not apply: a failure ({@link #createFailedFlowPublisher}), since a failed producer is waited for; several subscribers
 * (rule 1.11), since what is consumed is consumed once.
 */
public class ProcessorInputTckTest extends FlowPublisherVerification<Object> {

    private RealTasks tasks;

    public ProcessorInputTckTest() {
        super(new TestEnvironment(500, 100));
    }

    @BeforeMethod
    void open() {
        tasks = new RealTasks();
    }

    @AfterMethod
    void close() {
        tasks.close();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Flow.Publisher<Object> createFlowPublisher(long elements) {
        BlockingQueue<Multi<Object>> given = new LinkedBlockingQueue<>();
        Task source = tasks.numbers(elements);
        Task processor = tasks.processor(source, in -> {
            given.add((Multi<Object>) in);
            return Multi.createFrom().nothing();
        });
        tasks.start(source, processor);
        try {
            return given.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Flow.Publisher<Object> createFailedFlowPublisher() {
        return null;
    }
}
