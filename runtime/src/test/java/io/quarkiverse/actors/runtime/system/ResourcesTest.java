package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Managed;
import io.quarkiverse.actors.ResourceUnavailableException;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.resource.ResourceSlot;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Uni;

/** Acquisition and release. */
class ResourcesTest extends SystemTest {

    private Object accessor(String method) throws Exception {
        return system.actors.resource("A", method).call(() -> {
            throw new AssertionError("the method itself is not called again");
        });
    }

    @Test
    void resources_are_acquired_in_order_and_released_in_reverse() {
        open(actor("A").resource("a", visible("a")).asyncResource("b", () -> Uni.createFrom().item(value("b")))
                .resource("c", visible("c")));
        system.start("A");
        assertThat(seen).containsExactly("+a", "+b", "+c");
        system.stop("A");
        assertThat(seen).containsExactly("+a", "+b", "+c", "-c", "-b", "-a");
    }

    private AutoCloseable value(String name) {
        seen.add("+" + name);
        return () -> seen.add("-" + name);
    }

    @Test
    void resources_are_there_between_these_states() {
        open(actor("A").resource("a", visible("a")).onEnter(ActorState.DEPENDENCIES_STARTED, () -> seen.add("started"))
                .onEnter(ActorState.RESOURCES_ACQUIRED, () -> seen.add("acquired"))
                .onEnter(ActorState.TASKS_STOPPED, () -> seen.add("stopped"))
                .onEnter(ActorState.RESOURCES_RELEASED, () -> seen.add("released")));
        system.start("A");
        system.stop("A");
        assertThat(seen).containsExactly("started", "+a", "acquired", "stopped", "-a", "released");
    }

    @Test
    void what_was_acquired_is_released_after_a_failed_start() {
        open(actor("A").resource("a", visible("a")).resource("b", visible("b")).resource("c", () -> {
            throw new IllegalStateException("no");
        }).resource("d", visible("d")));
        assertThat(system.start("A").message())
                .isEqualTo("A did not start: A#c could not be acquired: java.lang.IllegalStateException: no");
        assertThat(seen).containsExactly("+a", "+b", "-b", "-a");
        assertThat(system.path("A")).isEqualTo("crashed");
        system.stop("A");
        assertThat(seen).as("exactly once").hasSize(4);
    }

    @Test
    void every_form_of_a_resource_is_released() {
        open(actor("A").resource("a", () -> Managed.of("value", value -> seen.add("-a " + value)))
                .resource("b", "", false, Returns.STAGE, () -> CompletableFuture.completedFuture(value("b")))
                .asyncResource("c", () -> Uni.createFrom().item(Managed.ofAsync("value", () -> Uni.createFrom().voidItem()
                        .invoke(() -> seen.add("-c")))))
                .asyncResource("d", () -> Uni.createFrom().item(Managed.of("value", value -> seen.add("-d")))));
        system.start("A");
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(seen).containsExactly("+b", "-d", "-c", "-b", "-a value");
    }

    @Test
    void a_release_that_takes_its_time_is_awaited() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        open(actor("A").resource("a", visible("a"))
                .resource("b", () -> Managed.ofAsync("value", () -> Uni.createFrom().completionStage(released))));
        system.start("A");
        Call stop = system.stop("A");
        assertThat(system.path("A")).isEqualTo("stopping.tasks_stopped");
        assertThat(seen).containsExactly("+a");
        released.complete(null);
        system.stage.settle();
        assertThat(stop.message()).isEqualTo("done");
        assertThat(seen).containsExactly("+a", "-a");
    }

    @Test
    void every_other_call_of_the_method_returns_what_was_acquired() throws Exception {
        Object[] own = { null };
        List<Object> values = new ArrayList<>();
        open(actor("A").resource("a", () -> {
            values.add(visible("a").call());
            return values.get(0);
        }).asyncResource("b", () -> Uni.createFrom().item(value("b")))
                .resource("c", "", false, Returns.STAGE, () -> CompletableFuture.completedFuture(value("c")))
                .onEnter(ActorState.RESOURCES_ACQUIRED, () -> own[0] = accessor("a")));
        assertThatThrownBy(() -> accessor("a")).isInstanceOf(ActorNotStartedException.class)
                .hasMessage("A#a is not acquired: it is there from the start of its actor to the stop");
        system.start("A");
        assertThat(accessor("a")).isSameAs(values.get(0)).isSameAs(own[0]);
        assertThat(((Uni<?>) accessor("b")).await().indefinitely()).isInstanceOf(AutoCloseable.class);
        assertThat(((CompletionStage<?>) accessor("c")).toCompletableFuture()).isCompleted();
        system.stop("A");
        assertThatThrownBy(() -> accessor("a")).isInstanceOf(ActorNotStartedException.class);
    }

    @Test
    void the_acquiring_call_comes_through() {
        ResourceSlot[] slot = { null };
        open(actor("A").resource("a", () -> slot[0].call(() -> {
            seen.add("called");
            assertThatThrownBy(() -> slot[0].call(() -> "again")).isInstanceOf(ActorNotStartedException.class);
            return value("a");
        })));
        slot[0] = system.actors.resource("A", "a");
        assertThat(system.start("A").message()).isEqualTo("done");
        assertThat(seen).containsExactly("called", "+a");
    }

    // unavailable

    @Test
    void an_actor_starts_without_an_optional_resource() {
        open(actor("A").resource("a", visible("a")).optionalResource("b", () -> {
            throw new IllegalStateException("no");
        }).resource("c", visible("c")));
        assertThat(system.start("A").message()).isEqualTo("done");
        assertThatThrownBy(() -> accessor("b")).isInstanceOf(ResourceUnavailableException.class)
                .hasMessage("A#b is not available: its actor started without it")
                .cause().hasMessage("no");
        assertThat(system.log().messages()).containsExactly("A#b is not available, A starts without it");
        system.stop("A");
        assertThat(seen).containsExactly("+a", "+c", "-c", "-a");
        assertThatThrownBy(() -> accessor("b")).isInstanceOf(ActorNotStartedException.class);
    }

    @Test
    void an_actor_starts_without_a_resource_that_says_it_is_unavailable() {
        open(actor("A").resource("a", () -> {
            throw new ResourceUnavailableException("not today");
        }).asyncResource("b", () -> Uni.createFrom().failure(new ResourceUnavailableException("neither"))));
        assertThat(system.start("A").message()).isEqualTo("done");
        assertThatThrownBy(() -> accessor("a")).isInstanceOf(ResourceUnavailableException.class).cause()
                .hasMessage("not today");
        assertThatThrownBy(() -> accessor("b")).isInstanceOf(ResourceUnavailableException.class).cause()
                .hasMessage("neither");
    }

    @Test
    void null_is_no_resource() {
        open(actor("A").resource("a", () -> null));
        assertThat(system.start("A").message()).isEqualTo("A did not start: A#a could not be acquired: "
                + "java.lang.NullPointerException: The method returned null");
    }

    // time

    @Test
    void a_blocking_acquisition_that_takes_too_long_is_interrupted() {
        open(actor("A").resource("a", Duration.ofSeconds(5), () -> {
            try {
                system.stage.block(Duration.ofHours(1));
            } catch (InterruptedException e) {
                seen.add("interrupted");
            }
            return value("a");
        }));
        Call start = system.start("A");
        system.stage.advance(Duration.ofMillis(4_999));
        assertThat(start.isDone()).isFalse();
        system.stage.advance(Duration.ofMillis(1));
        assertThat(start.message()).isEqualTo("A did not start: A#a could not be acquired: "
                + "java.util.concurrent.TimeoutException: A#a was not acquired within 5s");
        assertThat(seen).as("a late success is released").containsExactly("interrupted", "+a", "-a");
    }

    @Test
    void an_asynchronous_acquisition_that_takes_too_long_is_cancelled() {
        open(actor("A").resource("a", visible("a")).asyncResource("b", Duration.ofMillis(200), () -> Uni.createFrom()
                .nothing().onCancellation().invoke(() -> seen.add("cancelled"))));
        Call start = system.start("A");
        system.stage.advance(Duration.ofMillis(200));
        assertThat(start.message()).isEqualTo("A did not start: A#b could not be acquired: "
                + "java.util.concurrent.TimeoutException: A#b was not acquired within 200ms");
        assertThat(seen).containsExactly("+a", "cancelled", "-a");
    }

    @Test
    void a_stage_that_succeeds_too_late_is_released() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        open(actor("A").resource("a", "PT1S", true, Returns.STAGE, () -> stage));
        Call start = system.start("A");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(start.message()).isEqualTo("done");
        stage.complete(value("a"));
        system.stage.settle();
        assertThat(seen).containsExactly("+a", "-a");
        assertThatThrownBy(() -> accessor("a")).isInstanceOf(ResourceUnavailableException.class);
    }

    @Test
    void a_timeout_of_a_resource_leaves_no_timer() {
        open(actor("A").resource("a", Duration.ofSeconds(5), visible("a")));
        system.start("A");
        system.stop("A");
        system.stage.advance(Duration.ofMillis(100));
        assertThat(system.stage.timers()).isZero();
    }

    // release that fails

    @Test
    void a_failing_release_is_logged_and_the_actor_is_stopped() {
        open(actor("A").resource("a", visible("a")).resource("b", () -> (AutoCloseable) () -> {
            throw new IllegalStateException("no");
        }).resource("c", () -> Managed.ofAsync("value", () -> {
            throw new IllegalStateException("no");
        })).resource("d", () -> Managed.ofAsync("value",
                () -> Uni.createFrom().failure(new IllegalStateException("no")))));
        system.start("A");
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("stopped");
        assertThat(seen).containsExactly("+a", "-a");
        assertThat(system.log().messages()).containsExactly("A#d could not be released", "A#c could not be released",
                "A#b could not be released");
    }

    @Test
    void a_release_that_hangs_ends_in_crashed_at_the_deadline_and_the_others_are_released() {
        open(actor("A").resource("a", visible("a")).resource("b", () -> (AutoCloseable) () -> {
            try {
                system.stage.block(Duration.ofHours(1));
            } finally {
                seen.add("-b");
            }
        }));
        system.start("A");
        Call stop = system.stop("A");
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT.minusMillis(1));
        assertThat(stop.isDone()).isFalse();
        system.stage.advance(Duration.ofMillis(1));
        assertThat(stop.message())
                .isEqualTo("A did not stop within 20s: held by the release of A#b");
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(seen).containsExactly("+a", "-b", "-a");
    }

    @Test
    void a_release_that_hangs_in_a_crash_is_given_up() {
        open(actor("A").resource("a", () -> Managed.ofAsync("value", () -> Uni.createFrom().nothing())));
        system.start("A");
        system.reportError("A", new IllegalStateException("broken"));
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(system.path("A")).isEqualTo("crashed");
    }

    @Test
    void a_release_that_was_given_up_keeps_the_actor_from_starting_until_it_returns() {
        Hang[] hang = { null };
        open(actor("A").resource("a", visible("a")).resource("b", () -> (AutoCloseable) () -> hang[0].run())
                .resource("c", visible("c")));
        hang[0] = system.stage.hang();
        system.start("A");
        Call stop = system.stop("A");
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(stop.isDone()).isTrue();
        assertThat(seen).containsExactly("+a", "+c", "-c", "-a");
        assertThat(system.start("A").message()).isEqualTo(
                "A#b is still being released for the last run of A: the actor cannot start before it returns");
        assertThat(system.path("A")).isEqualTo("crashed");
        hang[0].release();
        system.stage.settle();
        assertThat(system.start("A").message()).isEqualTo("done");
        assertThat(seen).containsExactly("+a", "+c", "-c", "-a", "+a", "+c");
    }

    @Test
    void a_release_has_the_limit_of_its_resource() {
        open(actor("A").asyncResource("a", Duration.ofSeconds(2),
                () -> Uni.createFrom().item(Managed.ofAsync("value", () -> Uni.createFrom().nothing()))));
        system.start("A");
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("stopped");
        assertThat(system.log().errors()).containsExactly("A#a could not be released");
    }
}
