package io.quarkiverse.actors.deployment.context;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.mutiny.Uni;

/** The continuation of a lifecycle call goes on with what was around its caller. */
class CallerContextTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Worker.class, Starter.class, Endpoint.class, Caller.class))
            .overrideRuntimeConfigKey("quarkus.actors.start-mode", "halted");

    @Inject
    ActorRef<Worker> worker;

    @Inject
    ActorRef<Starter> starter;

    @Test
    void anEndpointsContinuationSeesItsRequest() {
        for (int i = 0; i < 5; i++) {
            assertThat(get("/calls/start/a" + i).asString()).isEqualTo("a" + i + " a" + i + " a" + i);
            assertThat(get("/calls/stop/b" + i).asString()).isEqualTo("b" + i + " b" + i + " b" + i);
        }
        assertThat(get("/calls/await/c").asString()).isEqualTo("c c c");
        assertThat(Worker.SEEN).isNotEmpty().containsOnly("null");
    }

    @Test
    void anIterationsContinuationSeesTheIteration() {
        starter.start().await().atMost(LIMIT);
        starter.completion().await().atMost(LIMIT);

        assertThat(Starter.SEEN).containsExactly("iteration 1 in iteration 1", "nothing", "iteration 2 in iteration 2",
                "nothing",
                "iteration 3 in iteration 3", "nothing");
    }

    @RequestScoped
    static class Caller {

        private String name;

        void setName(String name) {
            this.name = name;
        }

        String getName() {
            return name;
        }
    }

    @Path("/calls")
    static class Endpoint {

        @Inject
        ActorRef<Worker> worker;

        @Inject
        Caller caller;

        @GET
        @Path("start/{name}")
        public Uni<String> start(@PathParam("name") String name) {
            remember(name);
            return worker.start().map(ignored -> recall());
        }

        @GET
        @Path("stop/{name}")
        public Uni<String> stop(@PathParam("name") String name) {
            remember(name);
            return worker.stop().map(ignored -> recall());
        }

        @GET
        @Path("await/{name}")
        public String await(@PathParam("name") String name) {
            remember(name);
            return worker.start().map(ignored -> recall()).await().atMost(LIMIT);
        }

        private void remember(String name) {
            MDC.put("caller", name);
            ContextLocals.put("caller", name);
            caller.setName(name);
        }

        private String recall() {
            return MDC.get("caller") + " " + ContextLocals.get("caller").orElse(null) + " " + caller.getName();
        }
    }

    @Actor
    static class Worker {

        static final List<String> SEEN = new CopyOnWriteArrayList<>();

        /** What begins with a call is nevertheless the actor's. */
        @OnEnter(ActorState.STARTING)
        void look() {
            SEEN.add(MDC.get("caller") + (Arc.container().requestContext().isActive() ? " in a request" : ""));
        }

        @Task
        TaskResult<String> work() {
            SEEN.add(String.valueOf(MDC.get("caller")));
            return TaskResult.success();
        }
    }

    @Actor
    static class Starter {

        static final List<String> SEEN = new CopyOnWriteArrayList<>();

        @Inject
        ActorRef<Worker> worker;

        private int iterations;

        @Task
        Uni<TaskResult<Integer>> start() {
            if (iterations > 0) {
                SEEN.add(MDC.get("caller") == null ? "nothing" : "left: " + MDC.get("caller"));
            }
            if (iterations == 3) {
                return Uni.createFrom().item(TaskResult.success());
            }
            String name = "iteration " + ++iterations;
            MDC.put("caller", name);
            Uni<Void> call = iterations % 2 == 1 ? worker.start() : worker.stop();
            return call.map(ignored -> {
                SEEN.add(MDC.get("caller") + " in " + name);
                return TaskResult.emit(iterations);
            });
        }
    }
}
