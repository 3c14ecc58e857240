package io.quarkiverse.actors.docs;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;

@Actor
@DependsOn(Thermometer.class)
public class Archive {

    @Inject
    ActorRef<Archive> self;
    @Inject
    Store store;

    // tag::batch[]
    @Task
    @ConsumeFrom(value = Thermometer.class, batchSize = 50, batchTimeout = "200ms")
    TaskResult<Void> archive(List<Double> temperatures) {
        if (!store.isReachable()) {
            self.reportProblem("the store does not answer");
            return TaskResult.retry(Duration.ofSeconds(1)); // the same batch once more
        }
        store.add(temperatures);
        return TaskResult.proceed();
    }
    // end::batch[]

    // tag::probe[]
    @Task(whileIn = ActorState.UNHEALTHY, every = "500ms")
    void probe() {
        if (store.isReachable()) {
            self.recover(); // the actor is healthy again, and this task waits until it is not
        }
    }
    // end::probe[]
}
