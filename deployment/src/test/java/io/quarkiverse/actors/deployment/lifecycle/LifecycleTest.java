package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.Guard;
import io.quarkiverse.actors.IllegalTransitionException;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.OnExit;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkiverse.actors.Trigger;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class LifecycleTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Worker.class, Assistant.class, Observer.class))
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Assistant\".auto-start", "false");

    @Inject
    Observer observer;

    @Inject
    ActorSystem system;

    @Inject
    ActorRef<Worker> worker;

    @Inject
    ActorRef<Assistant> assistant;

    @Test
    void takesAnActorThroughItsStates() {
        assertThat(system.actor(Worker.class)).isSameAs(system.actor("Worker"));
        assertThat(system.graph().dependenciesOf("Assistant")).containsExactly("Worker");
        assertThat(worker.path()).isEqualTo("started.running.healthy");
        assertThat(assistant.state()).as("overridden by the configuration").isEqualTo(ActorState.INITIALIZED);
        expect("initializing > initialized", "initialized > starting", "starting > starting.dependencies_started",
                "starting.dependencies_started > starting.resources_acquired",
                "starting.resources_acquired > starting.tasks_started", "starting.tasks_started > started.running.healthy");
        assertThat(observer.hooks).containsExactly("enter starting by start", "exit starting");

        worker.pause().await().atMost(LIMIT);
        worker.resume().await().atMost(LIMIT);
        worker.reportWarning("warm");
        worker.reportProblem("hot");
        worker.recover();
        expect("started.running.healthy > started.paused", "started.paused > started.running.healthy",
                "started.running.healthy > started.running.degraded: warm",
                "started.running.degraded > started.running.unhealthy: hot",
                "started.running.unhealthy > started.running.healthy");

        worker.resume().await().atMost(LIMIT); // holds already
        assertThatThrownBy(() -> assistant.pause().await().atMost(LIMIT))
                .isExactlyInstanceOf(IllegalTransitionException.class)
                .hasMessage("Assistant cannot pause: it is initialized; allowed there: start, stop, report_error");
        observer.busy = true;
        assertThatThrownBy(() -> worker.pause().await().atMost(LIMIT))
                .isExactlyInstanceOf(TransitionVetoedException.class)
                .hasMessage("Worker was not to pause: a guard said no");

        observer.hooks.clear();
        worker.restart().await().atMost(LIMIT);
        assertThat(worker.restartState()).isEqualTo(RestartState.RESTARTED);
        assertThat(observer.hooks).containsExactly("enter starting by restart", "exit starting");
        await().untilAsserted(() -> assertThat(observer.transitions).hasSize(10).first()
                .isEqualTo("started.running.healthy > stopping"));
        observer.transitions.clear();

        worker.stop().await().atMost(LIMIT);
        expect("started.running.healthy > stopping", "stopping > stopping.tasks_stopped",
                "stopping.tasks_stopped > stopping.resources_released",
                "stopping.resources_released > stopping.dependencies_stopped", "stopping.dependencies_stopped > stopped");
        assistant.start().await().atMost(LIMIT);
        assertThat(worker.state()).as("required").isEqualTo(ActorState.HEALTHY);
        await().untilAsserted(() -> assertThat(observer.transitions).hasSize(5));
        observer.transitions.clear();

        worker.reportError(new IllegalArgumentException("broken"));
        await().untilAsserted(() -> assertThat(assistant.state()).isEqualTo(ActorState.UNHEALTHY));
        expect("started.running.healthy > crashed: broken");
        assertThat(observer.threads).allSatisfy(thread -> assertThat(thread).startsWith("executor-thread"));
    }

    private void expect(String... transitions) {
        await().untilAsserted(() -> assertThat(observer.transitions).containsExactly(transitions));
        observer.transitions.clear();
    }

    @Actor
    static class Worker {

        @Inject
        Observer observer;

        @OnEnter(ActorState.STARTING)
        void starting(ActorTransition transition) {
            observer.hooks.add("enter starting by " + transition.trigger());
        }

        @OnExit(ActorState.STARTING)
        Uni<Void> started() {
            return Uni.createFrom().voidItem().invoke(() -> observer.hooks.add("exit starting"));
        }

        @Guard(Trigger.PAUSE)
        boolean isFree() {
            return !observer.busy;
        }
    }

    @Actor
    static class Assistant {

        @Inject
        Worker worker;
    }

    @Singleton
    static class Observer {

        final List<String> hooks = new CopyOnWriteArrayList<>();
        final List<String> transitions = new CopyOnWriteArrayList<>();
        final List<String> threads = new CopyOnWriteArrayList<>();
        volatile boolean busy;

        void fail(@Observes ActorTransition transition) {
            if (transition.to() == ActorState.PAUSED) {
                throw new IllegalStateException("Observers may fail");
            }
        }

        void note(@Observes ActorTransition transition, EventMetadata metadata) {
            if (transition.actor().equals("Worker")) {
                transitions.add(transition.from().path() + " > " + transition.to().path()
                        + (transition.reason() == null ? "" : ": " + transition.reason()));
            }
            threads.add(Thread.currentThread().getName());
        }

        void never(@ObservesAsync ActorTransition transition) {
            transitions.add("asynchronously");
        }
    }
}
