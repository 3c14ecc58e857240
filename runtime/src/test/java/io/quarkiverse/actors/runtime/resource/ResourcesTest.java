package io.quarkiverse.actors.runtime.resource;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.Managed;
import io.quarkiverse.actors.ResourceUnavailableException;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Uni;

/** How resources are acquired and released, in virtual time. */
class ResourcesTest {

    private final List<String> log = new ArrayList<>();
    private final Hang[] hang = new Hang[1];
    private TestSystem system;

    private TestSystem play(TestActor... actors) {
        system = new TestSystem(actors);
        return system;
    }

    private AutoCloseable open(String name) {
        log.add("+" + name);
        return () -> log.add("-" + name);
    }

    private AutoCloseable openLate(String name) {
        hang[0] = system.stage.hang();
        hang[0].run();
        return open(name);
    }

    @Test
    void resources_are_acquired_in_order_and_released_in_reverse() {
        try (TestSystem played = play(actor("A").resource("one", () -> open("one"))
                .asyncResource("two", () -> Uni.createFrom().item(open("two")))
                .resource("three", () -> Managed.of("three", value -> log.add("-" + value)))
                .asyncResource("four", () -> Uni.createFrom().item(
                        Managed.ofAsync("four", () -> Uni.createFrom().voidItem().invoke(() -> log.add("-four"))))))) {
            assertThat(played.start("A").message()).isEqualTo("done");
            assertThat(log).containsExactly("+one", "+two");
            played.stop("A");
            assertThat(log).containsExactly("+one", "+two", "-four", "-three", "-two", "-one");
        }
    }

    @Test
    void a_failed_start_releases_what_was_acquired() {
        try (TestSystem played = play(actor("A").resource("one", () -> open("one")).resource("two", () -> open("two"))
                .resource("three", () -> {
                    throw new IllegalStateException("no disk");
                }).resource("four", () -> open("four")))) {
            assertThat(played.start("A").message()).isEqualTo(
                    "A did not start: A#three could not be acquired: java.lang.IllegalStateException: no disk");
            assertThat(log).containsExactly("+one", "+two", "-two", "-one");
            assertThat(played.path("A")).isEqualTo("crashed");
        }
    }

    @Test
    void a_resource_that_is_null_fails_the_start() {
        try (TestSystem played = play(actor("A").resource("one", () -> null))) {
            assertThat(played.start("A").message()).isEqualTo("A did not start: A#one could not be acquired: "
                    + "java.lang.NullPointerException: The method returned null");
        }
    }

    @Test
    void an_actor_starts_without_what_is_optional_or_unavailable() {
        try (TestSystem played = play(actor("A").optionalResource("one", () -> {
            throw new IllegalStateException("broken");
        }).resource("two", () -> {
            throw new ResourceUnavailableException("not today");
        }).resource("three", () -> open("three")))) {
            assertThat(played.start("A").message()).isEqualTo("done");
            for (String name : List.of("one", "two")) {
                assertThatThrownBy(() -> played.actors.resource("A", name).call(() -> "the method"))
                        .isInstanceOf(ResourceUnavailableException.class)
                        .hasMessage("A#" + name + " is not available: its actor started without it");
            }
            played.stop("A");
            assertThat(log).containsExactly("+three", "-three");
        }
    }

    @Test
    void the_accessor_yields_the_resource_while_the_actor_is_started_only() throws Exception {
        AutoCloseable resource = open("one");
        try (TestSystem played = play(actor("A").resource("one", () -> resource))) {
            ResourceSlot one = played.actors.resource("A", "one");
            assertThatThrownBy(() -> one.call(() -> "the method")).isInstanceOf(ActorNotStartedException.class)
                    .hasMessage("A#one is not acquired: it is there from the start of its actor to the stop");
            played.start("A");
            assertThat(one.call(() -> "the method")).isSameAs(resource);
            played.stop("A");
            assertThatThrownBy(() -> one.call(() -> "the method")).isInstanceOf(ActorNotStartedException.class);
        }
    }

    @Test
    void an_acquisition_that_takes_too_long_is_interrupted() {
        try (TestSystem played = play(actor("A").resource("one", Duration.ofMillis(100), () -> {
            system.stage.block(Duration.ofSeconds(5));
            return open("one");
        }))) {
            Call start = played.start("A");
            played.stage.advance(Duration.ofMillis(101));
            assertThat(start.message()).isEqualTo("A did not start: A#one could not be acquired: "
                    + "java.util.concurrent.TimeoutException: A#one was not acquired within 0.1s");
            assertThat(log).isEmpty();
        }
    }

    @Test
    void an_acquisition_that_comes_too_late_is_released() {
        try (TestSystem played = play(actor("A").resource("one", Duration.ofMillis(100), () -> openLate("one")))) {
            Call start = played.start("A");
            played.stage.advance(Duration.ofMillis(101));
            assertThat(start.isDone()).isTrue();
            hang[0].release();
            played.stage.settle();
            assertThat(log).containsExactly("+one", "-one");
        }
    }

    @Test
    void an_asynchronous_acquisition_that_takes_too_long_is_cancelled() {
        try (TestSystem played = play(actor("A").asyncResource("one", Duration.ofMillis(100),
                () -> Uni.createFrom().nothing().onCancellation().invoke(() -> log.add("cancelled"))))) {
            Call start = played.start("A");
            played.stage.advance(Duration.ofMillis(101));
            assertThat(start.message()).endsWith("A#one was not acquired within 0.1s");
            assertThat(log).containsExactly("cancelled");
        }
    }

    @Test
    void a_release_that_fails_is_logged_and_ends_in_stopped() {
        try (TestSystem played = play(actor("A").resource("one", () -> open("one"))
                .resource("two", () -> (AutoCloseable) () -> {
                    throw new IllegalStateException("stuck");
                }))) {
            played.start("A");
            assertThat(played.stop("A").message()).isEqualTo("done");
            assertThat(played.path("A")).isEqualTo("stopped");
            assertThat(log).containsExactly("+one", "-one");
        }
    }

    @Test
    void a_release_that_hangs_ends_in_crashed_at_the_deadline_and_the_others_are_released() {
        try (TestSystem played = play(actor("A").resource("one", () -> open("one"))
                .resource("two", () -> (AutoCloseable) () -> system.stage.block(Duration.ofHours(1))))) {
            played.start("A");
            Call stop = played.stop("A");
            played.stage.advance(TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(5));
            assertThat(stop.message()).isEqualTo("A did not stop within 20s: held by a resource in stopping.tasks_stopped");
            assertThat(played.path("A")).isEqualTo("crashed");
            assertThat(log).containsExactly("+one", "-one");
        }
    }

    @Test
    void a_stop_preempts_a_start_and_releases_what_comes_late() {
        try (TestSystem played = play(
                actor("A").resource("one", () -> open("one")).resource("two", () -> openLate("two")))) {
            Call start = played.start("A");
            Call stop = played.stop("A");
            assertThat(start.message()).isEqualTo("The start of A was pre-empted by a stop");
            assertThat(stop.message()).isEqualTo("done");
            assertThat(played.path("A")).isEqualTo("stopped");
            hang[0].release();
            played.stage.settle();
            assertThat(log).containsExactly("+one", "-one", "+two", "-two");
        }
    }
}
