package io.quarkiverse.actors.runtime.task;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * A task subscribes to the {@code Multi} that its method returned by the book of Reactive Streams.
 * <p>
 * With {@link ProcessorInputTckTest} both ends of a stream processor are verified. It is no {@code Processor} in one piece that
 * could be verified as such: between the ends are the streams of other actors, which neither fail nor wait for whoever
 * watches.
 */
public class ProcessorOutputTckTest extends FlowSubscriberBlackboxVerification<Object> {

    private RealTasks tasks;

    public ProcessorOutputTckTest() {
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
    public Flow.Subscriber<Object> createFlowSubscriber() {
        BlockingQueue<Flow.Subscriber<? super Object>> subscribers = new LinkedBlockingQueue<>();
        tasks.start(tasks.source(new AbstractMulti<>() {
            @Override
            public void subscribe(MultiSubscriber<? super Object> subscriber) {
                subscribers.add(subscriber);
            }
        }));
        try {
            @SuppressWarnings("unchecked")
            Flow.Subscriber<Object> subscriber = (Flow.Subscriber<Object>) subscribers.take();
            return subscriber;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object createElement(int element) {
        return element;
    }
}
