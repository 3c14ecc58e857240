package io.quarkiverse.actors.deployment.reload;

import java.util.concurrent.Flow;

/** Never asks for an item. */
public class Idle implements Flow.Subscriber<Long> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        // the subscription stays
    }

    @Override
    public void onNext(Long item) {
        throw new IllegalStateException("Not asked for");
    }

    @Override
    public void onError(Throwable failure) {
        // the end of the stream
    }

    @Override
    public void onComplete() {
        // the end of the stream
    }
}
