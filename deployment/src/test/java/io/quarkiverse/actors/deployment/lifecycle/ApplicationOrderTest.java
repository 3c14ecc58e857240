package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;

class ApplicationOrderTest {

    private static final int ITEMS = 500;

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Source.class, Sink.class, Early.class))
            .setLogRecordPredicate(ApplicationOrderTest::note)
            .setAfterUndeployListener(() -> assertThat(journal()).containsExactly(
                    "application starts", "actor starts", "2 actors started, critical path Source → Sink", // the log is not recorded to the end
                    "everything was drained: true", "actor releases", "observer sees stopped",
                    "application stops", "bean is destroyed"));

    /** Shared by the test and the application, which have different class loaders. */
    @SuppressWarnings("unchecked")
    private static List<String> journal() {
        return (List<String>) System.getProperties().computeIfAbsent(ApplicationOrderTest.class.getName(),
                name -> new CopyOnWriteArrayList<>());
    }

    private static boolean note(LogRecord record) {
        if (record.getLoggerName().equals("io.quarkiverse.actors") && record.getMessage().startsWith("ACTORS00001: ")) {
            journal().add(record.getParameters()[0] + " started" + record.getParameters()[2]);
        }
        return false;
    }

    @Inject
    ActorRef<Source> source;

    @Test
    void actorsLiveWithinTheApplication() {
        assertThat(source.state()).isEqualTo(ActorState.HEALTHY);
    }

    @Actor
    static class Source {

        private int sent;

        @Task
        TaskResult<Integer> numbers() {
            return sent == ITEMS ? TaskResult.skip() : TaskResult.emit(++sent);
        }
    }

    @Actor
    static class Sink {

        @Inject
        ActorRef<Source> source;

        @Inject
        Source producer;

        private long received;

        @OnEnter(ActorState.STARTING)
        void starting() {
            journal().add("actor starts");
        }

        @Resource
        AutoCloseable file() {
            return () -> journal().add("actor releases");
        }

        @Task
        @ConsumeFrom(Source.class)
        void count(int number) {
            received++;
        }

        @OnEnter(ActorState.TASKS_STOPPED)
        void stopped() {
            journal().add("everything was drained: " + (received == source.tasks().get(0).emitted()));
        }

        @PreDestroy
        void destroy() {
            journal().add("bean is destroyed");
        }
    }

    @ApplicationScoped
    static class Early {

        void start(@Observes @Priority(10_000) StartupEvent event) {
            journal().add("application starts");
        }

        void stop(@Observes @Priority(1) ShutdownEvent event) {
            journal().add("application stops");
        }

        void transition(@Observes ActorTransition transition) {
            if (transition.actor().equals("Sink") && transition.to() == ActorState.STOPPED) {
                journal().add("observer sees stopped");
            }
        }
    }
}
