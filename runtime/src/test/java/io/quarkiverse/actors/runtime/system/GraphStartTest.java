package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.smallrye.mutiny.Uni;

/** Actors start after what they depend on. */
class GraphStartTest extends SystemTest {

    private static final String UP = "started.running.healthy";

    private static IllegalStateException no() {
        return new IllegalStateException("no");
    }

    @Test
    void a_diamond_starts_each_once_and_in_order() {
        open(actor("Top").requires("Left", "Right"), actor("Left").requires("Bottom"), actor("Right").requires("Bottom"),
                actor("Bottom"));
        assertThat(system.boot().message()).isEqualTo("done");
        assertThat(system.paths("Top", "Left", "Right", "Bottom")).containsOnly(UP);
        for (String name : List.of("Top", "Left", "Right", "Bottom")) {
            assertThat(system.transitions.entries(name, ActorState.STARTING)).hasSize(1);
        }
        startsBefore("Bottom", "Left");
        startsBefore("Bottom", "Right");
        startsBefore("Left", "Top");
        startsBefore("Right", "Top");
    }

    private void startsBefore(String dependency, String dependent) {
        assertThat(system.transitions.indexOf(dependency, ActorState.HEALTHY))
                .isLessThan(system.transitions.indexOf(dependent, ActorState.DEPENDENCIES_STARTED));
    }

    @Test
    void a_thousand_actors_in_a_lattice_start_and_stop_each_exactly_once_and_in_legal_order() {
        int width = 25;
        List<TestActor> actors = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            TestActor actor = actor("A" + i).resource("resource", () -> (AutoCloseable) () -> {
            });
            int row = i / width;
            if (row > 0) {
                int column = i % width;
                actor.requires("A" + ((row - 1) * width + column), "A" + ((row - 1) * width + (column + 1) % width));
            }
            actors.add(actor);
        }
        system = new TestSystem(new VirtualStage(7), actors);
        assertThat(system.boot().message()).isEqualTo("done");
        assertThat(system.shutdown().message()).isEqualTo("done");
        assertThat(system.transitions.all()).hasSize(10_000);
        int[] tasksStarted = new int[1000];
        int[] healthy = new int[1000];
        int[] released = new int[1000];
        int[] stopped = new int[1000];
        List<io.quarkiverse.actors.ActorTransition> all = system.transitions.all();
        for (int i = 0; i < all.size(); i++) {
            int number = Integer.parseInt(all.get(i).actor().substring(1));
            switch (all.get(i).to()) {
                case TASKS_STARTED -> tasksStarted[number] = i;
                case HEALTHY -> healthy[number] = i;
                case RESOURCES_RELEASED -> released[number] = i;
                case STOPPED -> stopped[number] = i;
                default -> {
                }
            }
        }
        for (int i = width; i < 1000; i++) {
            for (String name : system.actors.graph().dependenciesOf("A" + i)) {
                int dependency = Integer.parseInt(name.substring(1));
                assertThat(healthy[dependency]).isLessThan(tasksStarted[i]);
                assertThat(released[i]).isLessThan(released[dependency]);
                assertThat(stopped[dependency]).isLessThan(stopped[i]);
            }
        }
    }

    @Test
    void a_graph_starts_in_the_time_of_its_longest_path() {
        Random random = new Random(42);
        int[] depth = new int[60];
        List<TestActor> actors = new ArrayList<>();
        for (int i = 0; i < depth.length; i++) {
            TestActor actor = i % 2 == 0 ? actor("A" + i).resource("resource", () -> {
                system.stage.block(Duration.ofMillis(100));
                return (AutoCloseable) () -> {
                };
            })
                    : actor("A" + i).asyncResource("resource",
                            () -> Uni.createFrom().emitter(emitter -> system.stage.later(Duration.ofMillis(100),
                                    () -> emitter.complete((AutoCloseable) () -> {
                                    }))));
            depth[i] = 1;
            for (int other = 0; other < i; other++) {
                if (random.nextInt(12) == 0) {
                    actor.requires("A" + other);
                    depth[i] = Math.max(depth[i], depth[other] + 1);
                }
            }
            actors.add(actor);
        }
        open(actors.toArray(TestActor[]::new));
        int longest = Arrays.stream(depth).max().orElseThrow();
        assertThat(longest).isGreaterThan(4);
        Call boot = system.boot();
        assertThat(system.stage.advanceUntil(boot::isDone, Duration.ofMinutes(1))).isTrue();
        assertThat(system.stage.now()).isEqualTo(Duration.ofMillis(100L * longest));
    }

    @Test
    void a_start_pulls_in_what_is_required_and_nothing_else() {
        open(actor("A").requires("B").follows("O"), actor("B").requires("C"), actor("C").onDemand(), actor("O"),
                actor("Above").requires("A"));
        assertThat(system.start("A").message()).isEqualTo("done");
        assertThat(system.paths("A", "B", "C")).containsOnly(UP);
        assertThat(system.paths("O", "Above")).containsOnly("initialized");
    }

    @Test
    void what_is_on_demand_starts_only_for_those_that_require_it() {
        open(actor("Unused").onDemand(), actor("Used").onDemand(), actor("A").requires("Used"));
        system.boot();
        assertThat(system.paths("A", "Used")).containsOnly(UP);
        assertThat(system.path("Unused")).isEqualTo("initialized");
    }

    @Test
    void a_failed_required_dependency_fails_its_dependents() {
        open(actor("A").requires("B"), actor("B").requires("C"), actor("C").resource("resource", () -> {
            throw no();
        }), actor("Other"));
        Call boot = system.boot();
        String reason = "C did not start: C#resource could not be acquired: java.lang.IllegalStateException: no";
        assertThat(boot.message()).isEqualTo(reason);
        assertThat(boot.failure().getSuppressed()).extracting(Throwable::getMessage).containsExactly(
                "B did not start: B requires C, which is not started: " + reason,
                "A did not start: A requires B, which is not started: B did not start: B requires C, which is not started: "
                        + reason);
        assertThat(system.paths("A", "B", "C")).containsOnly("crashed");
        assertThat(system.path("Other")).isEqualTo(UP);
        assertThat(system.log().traced()).as("the trace of the cause is logged once").containsExactly(
                "C crashed: C#resource could not be acquired: java.lang.IllegalStateException: no");
    }

    @Test
    void an_optional_dependency_comes_first_and_may_fail() {
        open(actor("A").follows("B"), actor("B").resource("resource", () -> {
            system.stage.block(Duration.ofSeconds(1));
            throw no();
        }));
        Call boot = system.boot();
        assertThat(system.path("A")).isEqualTo("starting");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(boot.message())
                .isEqualTo("B did not start: B#resource could not be acquired: java.lang.IllegalStateException: no");
        assertThat(system.path("A")).isEqualTo(UP);
    }

    @Test
    void a_system_starts_what_is_stopped_and_leaves_the_rest() {
        open(actor("A"), actor("B").requires("A"), actor("C").onDemand());
        system.boot();
        system.stop("B");
        system.transitions.clear();
        assertThat(system.play(system.actors.start()).message()).isEqualTo("done");
        assertThat(system.transitions.all()).extracting(t -> t.actor()).containsOnly("B");
    }

    @Test
    void a_system_counts_what_is_paused_as_started() {
        open(actor("A"), actor("B").requires("A"));
        system.boot();
        system.pause("B");
        assertThat(system.play(system.actors.start()).message()).isEqualTo("done");
        assertThat(system.path("B")).isEqualTo("started.paused");
        assertThat(system.start("B").message()).isEqualTo("B cannot start: it is started.paused; allowed there: "
                + "resume, stop, restart, report_error");
    }

    @Test
    void a_pause_that_comes_first_does_not_fail_the_start_of_others() {
        open(actor("A").asyncResource("resource", () -> Uni.createFrom().emitter(emitter -> system.stage.later(
                Duration.ofSeconds(1), () -> emitter.complete((AutoCloseable) () -> {
                })))), actor("B").requires("A"));
        Call first = Call.of(system.ref("A").start());
        Call pause = Call.of(system.ref("A").pause());
        Call own = Call.of(system.ref("A").start());
        Call dependent = Call.of(system.ref("B").start());
        Call all = Call.of(system.actors.start());
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(List.of(first, pause, dependent, all)).allMatch(Call::hasSucceeded);
        assertThat(own.message()).startsWith("A cannot start: it is started.paused");
        assertThat(system.paths("A", "B")).containsExactly("started.paused", UP);
    }

    @Test
    void a_dependent_of_a_crashed_actor_starts_it_again() {
        open(actor("A").requires("B"), actor("B"));
        system.start("B");
        system.reportError("B", no());
        assertThat(system.start("A").message()).isEqualTo("done");
        assertThat(system.paths("A", "B")).containsOnly(UP);
    }

    @Test
    void a_start_that_comes_while_a_dependency_crashes_waits_for_its_next_start() {
        open(actor("A").requires("B"), actor("B").resource("resource", () -> (AutoCloseable) () -> {
            system.stage.block(Duration.ofSeconds(1));
        }));
        system.start("B");
        system.reportError("B", no());
        assertThat(system.path("B")).isEqualTo(UP);
        Call start = system.start("A");
        assertThat(system.path("A")).isEqualTo("starting");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(start.message()).isEqualTo("done");
        assertThat(system.transitions.of("B")).containsSubsequence("crashed", "starting", "healthy");
    }

    @Test
    void a_start_that_comes_while_a_dependency_restarts_waits_for_it() {
        open(actor("A").requires("B"), actor("B").resource("resource", () -> (AutoCloseable) () -> {
            system.stage.block(Duration.ofSeconds(1));
        }));
        system.start("B");
        system.restart("B");
        Call start = system.start("A");
        assertThat(system.path("A")).isEqualTo("starting");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(start.message()).isEqualTo("done");
        assertThat(system.transitions.of("B")).doesNotContain("crashed").filteredOn("healthy"::equals).hasSize(2);
    }

    @Test
    void a_start_that_comes_before_the_stop_of_a_dependency_is_reached_starts_it_again() {
        open(actor("A").requires("B"), actor("B").onEnter(ActorState.PAUSED, () -> system.stage.block(Duration.ofSeconds(1))));
        system.start("B");
        system.pause("B");
        Call stop = system.stop("B");
        Call start = system.start("A");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(start.message()).isEqualTo("done");
        assertThat(system.paths("A", "B")).containsOnly(UP);
    }

    // a dependency that goes down while its dependent is being started

    private void openSlow() {
        open(actor("A").resource("resource", () -> (AutoCloseable) () -> {
            system.stage.block(Duration.ofSeconds(1));
        }), actor("B").requires("A").resource("resource", () -> {
            system.stage.block(Duration.ofSeconds(2));
            return (AutoCloseable) () -> seen.add("released");
        }));
        system.start("A");
    }

    @Test
    void a_dependency_that_crashes_meanwhile_fails_the_start_and_stays_crashed() {
        openSlow();
        Call start = system.start("B");
        system.reportError("A", new IllegalStateException("for good"));
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(start.message())
                .isEqualTo("B did not start: B requires A, which is not started: it has crashed: for good");
        assertThat(start.failure()).hasRootCauseMessage("for good");
        assertThat(system.paths("A", "B")).containsOnly("crashed");
        assertThat(seen).containsExactly("released");
        assertThat(system.transitions.entries("A", ActorState.STARTING)).hasSize(1);
    }

    @Test
    void a_dependency_that_crashes_at_the_last_moment_is_waited_for_and_fails_the_start() {
        openSlow();
        Call start = system.start("B");
        system.stage.advance(Duration.ofMillis(1500));
        system.reportError("A", new IllegalStateException("for good"));
        system.stage.advance(Duration.ofMillis(1000));
        assertThat(start.message())
                .isEqualTo("B did not start: B requires A, which is not started: it has crashed: for good");
    }

    @Test
    void a_dependency_that_is_told_to_start_again_meanwhile_is_waited_for() {
        openSlow();
        Call start = system.start("B");
        system.reportError("A", new IllegalStateException("not for good"));
        system.start("A");
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(start.message()).isEqualTo("done");
        assertThat(system.paths("A", "B")).containsOnly(UP);
    }

    @Test
    void a_dependency_that_restarts_meanwhile_is_waited_for() {
        openSlow();
        Call start = system.start("B");
        system.stage.advance(Duration.ofMillis(1500));
        system.restart("A");
        system.stage.advance(Duration.ofMillis(600));
        assertThat(system.path("B")).isEqualTo("starting.resources_acquired");
        system.stage.advance(Duration.ofMillis(400));
        assertThat(start.message()).isEqualTo("done");
    }

    // the first item

    private TestActor[] guarded(List<Object> consumed, boolean answer) {
        int[] next = { 0 };
        return new TestActor[] {
                actor("P").source("numbers", () -> next[0] == 1000 ? TaskResult.success() : next[0]++),
                actor("C").requires("P").guard(Trigger.START, () -> {
                    system.stage.block(Duration.ofMillis(50));
                    return answer;
                }).sink("sink", from("P", "numbers", 16), consumed::add),
                actor("Other") };
    }

    @Test
    void a_consumer_whose_guard_takes_its_time_sees_the_very_first_item() {
        List<Object> consumed = new ArrayList<>();
        open(guarded(consumed, true));
        Call start = system.play(system.actors.start());
        assertThat(system.path("Other")).isEqualTo(UP);
        system.stage.advance(Duration.ofMillis(50));
        assertThat(start.message()).isEqualTo("done");
        assertThat(consumed).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void a_consumer_whose_guard_says_no_leaves_its_producer_alone() {
        List<Object> consumed = new ArrayList<>();
        open(guarded(consumed, false));
        Call start = system.play(system.actors.start());
        assertThat(system.path("P")).isEqualTo("starting.resources_acquired");
        system.stage.advance(Duration.ofMillis(50));
        assertThat(start.message()).isEqualTo("C was not to start: a guard said no");
        assertThat(system.paths("P", "C")).containsExactly(UP, "initialized");
        assertThat(system.task("P", "numbers").emitted()).isEqualTo(1000);
        assertThat(consumed).isEmpty();
        assertThat(system.log().messages()).isEmpty();
    }

    @Test
    void a_start_of_all_that_finds_a_consumer_restarting_waits_for_nobody_that_waits_for_it() {
        open(actor("P").source("numbers", () -> TaskResult.skip()),
                actor("C").requires("P").resource("resource", () -> (AutoCloseable) () -> {
                    system.stage.block(Duration.ofSeconds(1));
                }).sink("sink", from("P", "numbers"), item -> {
                }));
        system.boot();
        Call restart = system.restart("C");
        system.reportError("P", no());
        Call start = system.play(system.actors.start());
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(List.of(restart, start)).extracting(Call::message).containsOnly("done");
        assertThat(system.paths("P", "C")).containsOnly(UP);
    }

    @Test
    void a_consumer_that_starts_with_its_producer_sees_the_very_first_item() {
        for (long seed = 0; seed < 50; seed++) {
            List<Object> consumed = new ArrayList<>();
            int[] next = { 0 };
            VirtualStage stage = new VirtualStage(seed);
            try (TestSystem system = new TestSystem(stage, List.of(
                    actor("P").source("numbers", () -> next[0] == 1000 ? TaskResult.success() : next[0]++),
                    actor("C").requires("P").constructor(() -> {
                        stage.block(Duration.ofSeconds(1));
                        return "bean";
                    }).resource("resource", () -> {
                        stage.block(Duration.ofSeconds(1));
                        return (AutoCloseable) () -> {
                        };
                    }).sink("sink", from("P", "numbers", 16), consumed::add)))) {
                Call start = seed % 2 == 0 ? system.boot() : system.start("C");
                stage.advance(Duration.ofSeconds(2));
                assertThat(start.message()).isEqualTo("done");
                assertThat(consumed).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
            }
        }
    }

    @Test
    void a_consumer_that_starts_later_sees_from_then_on() {
        List<Object> consumed = new ArrayList<>();
        open(actor("P").asyncSource("ticks", () -> Uni.createFrom().emitter(emitter -> system.stage.later(Duration.ofMillis(10),
                () -> emitter.complete(system.stage.now().toMillis())))),
                actor("C").requires("P").sink("sink", from("P", "ticks"), consumed::add));
        system.start("P");
        system.stage.advance(Duration.ofMillis(995));
        system.start("C");
        system.stage.advance(Duration.ofMillis(20));
        assertThat(consumed).isNotEmpty().first().isIn(1000L, 1010L);
    }

    @Test
    void a_consumer_that_was_never_started_holds_nobody_back() {
        int[] next = { 0 };
        open(actor("P").source("numbers", () -> next[0] == 1000 ? TaskResult.success() : next[0]++),
                actor("C").requires("P").sink("sink", from("P", "numbers", 1), item -> {
                }));
        system.start("P");
        assertThat(system.completion("P").message()).isEqualTo("done");
        assertThat(system.task("P", "numbers").emitted()).isEqualTo(1000);
    }
}
