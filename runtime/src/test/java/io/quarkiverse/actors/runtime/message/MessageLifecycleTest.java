package io.quarkiverse.actors.runtime.message;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Managed;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Uni;

/** What becomes of messages in every state of their actor, and when it changes. */
class MessageLifecycleTest extends SystemTest {

    private static final String ENDED = "A came to its end before it came to a message, which has not run: it is %s; "
            + "start it and send it again";

    /** The ways to send a message. */
    enum Way {
        ASK {
            @Override
            Call send(ActorRef<List<String>> ref, String message) {
                return Call.of(ref.ask(list -> list.add(message)));
            }
        },
        ASK_ASYNC {
            @Override
            Call send(ActorRef<List<String>> ref, String message) {
                return Call.of(ref.askAsync(list -> Uni.createFrom().item(() -> list.add(message))));
            }
        },
        TELL {
            @Override
            Call send(ActorRef<List<String>> ref, String message) {
                try {
                    ref.tell(list -> list.add(message));
                } catch (RuntimeException refusal) {
                    return Call.of(Uni.createFrom().failure(refusal));
                }
                return Call.of(Uni.createFrom().voidItem());
            }
        },
        TELL_ASYNC {
            @Override
            Call send(ActorRef<List<String>> ref, String message) {
                return Call.of(ref.tellAsync(list -> list.add(message)));
            }
        };

        abstract Call send(ActorRef<List<String>> ref, String message);

        boolean isAsk() {
            return this == ASK || this == ASK_ASYNC;
        }
    }

    private final List<String> received = new ArrayList<>();
    private ActorRef<List<String>> ref;

    private TestActor recipient() {
        return actor("A").constructor(() -> received);
    }

    private void with(TestActor... actors) {
        open(actors);
        ref = system.typed("A");
    }

    /** Lets a resource be acquired when it is told to, each time. */
    private List<CompletableFuture<AutoCloseable>> acquisitions(TestActor actor) {
        List<CompletableFuture<AutoCloseable>> acquisitions = new ArrayList<>();
        actor.asyncResource("resource", () -> {
            CompletableFuture<AutoCloseable> acquisition = new CompletableFuture<>();
            acquisitions.add(acquisition);
            return Uni.createFrom().completionStage(acquisition);
        });
        return acquisitions;
    }

    private void isRefused(Way way, String state) {
        Call call = way.send(ref, "refused");
        assertThat(call.failure()).isInstanceOf(ActorNotStartedException.class)
                .hasMessage("A takes no messages: it is %s; start it first, or wait until it is started".formatted(state));
        system.stage.settle();
        assertThat(received).isEmpty();
    }

    private void isServed(Way way) {
        Call call = way.send(ref, "served");
        system.stage.settle();
        assertThat(received).containsExactly("served");
        assertThat(call.hasSucceeded()).isTrue();
    }

    // states

    @ParameterizedTest
    @EnumSource
    void initialized_refuses(Way way) {
        with(recipient());
        isRefused(way, "initialized");
    }

    @ParameterizedTest
    @EnumSource
    void starting_lets_wait(Way way) {
        TestActor actor = recipient();
        List<CompletableFuture<AutoCloseable>> acquisitions = acquisitions(actor);
        with(actor);
        system.start("A");
        assertThat(system.path("A")).isEqualTo("starting.dependencies_started");
        Call call = way.send(ref, "waits");
        system.stage.advance(Duration.ofSeconds(5));
        assertThat(received).isEmpty();
        assertThat(call.isDone()).isEqualTo(!way.isAsk());
        acquisitions.get(0).complete(() -> {
        });
        system.stage.settle();
        assertThat(received).containsExactly("waits");
        assertThat(call.hasSucceeded()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_start_that_was_called_lets_wait(Way way) {
        with(recipient());
        ref.start();
        isServed(way);
    }

    @ParameterizedTest
    @EnumSource
    void a_start_of_all_actors_that_was_called_lets_wait(Way way) {
        with(recipient());
        system.actors.start();
        isServed(way);
    }

    @ParameterizedTest
    @EnumSource
    void started_serves(Way way) {
        with(recipient());
        system.boot();
        isServed(way);
    }

    @ParameterizedTest
    @EnumSource
    void paused_serves(Way way) {
        with(recipient());
        system.boot();
        system.pause("A");
        isServed(way);
    }

    @ParameterizedTest
    @EnumSource
    void restarting_lets_wait(Way way) {
        TestActor actor = recipient();
        List<CompletableFuture<AutoCloseable>> acquisitions = acquisitions(actor);
        with(actor);
        system.start("A");
        acquisitions.get(0).complete(() -> {
        });
        system.stage.settle();
        Call restart = system.restart("A");
        Call call = way.send(ref, "waits");
        system.stage.settle();
        assertThat(received).isEmpty();
        acquisitions.get(1).complete(() -> {
        });
        system.stage.settle();
        assertThat(restart.hasSucceeded()).isTrue();
        assertThat(call.hasSucceeded()).isTrue();
        assertThat(received).containsExactly("waits");
    }

    @ParameterizedTest
    @EnumSource
    void draining_serves(Way way) {
        Hang hang = hang();
        with(recipient().sink("sink", from("B", "source"), item -> hang.run()).requires("B"),
                actor("B").source("source", () -> TaskResult.success(1)));
        system.boot();
        Call stop = system.stop("A");
        assertThat(system.path("A")).isEqualTo("stopping");
        Call call = way.send(ref, "waits for the item in hand");
        system.stage.settle();
        assertThat(received).isEmpty();
        hang.release();
        system.stage.settle();
        assertThat(List.of(call, stop)).allMatch(Call::hasSucceeded);
        assertThat(received).containsExactly("waits for the item in hand");
    }

    @ParameterizedTest
    @EnumSource
    void releasing_refuses(Way way) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        with(recipient().resource("resource",
                () -> Managed.ofAsync("r", () -> Uni.createFrom().completionStage(closed))));
        system.boot();
        system.stop("A");
        isRefused(way, "stopping.tasks_stopped");
        closed.complete(null);
        system.stage.settle();
        assertThat(system.path("A")).isEqualTo("stopped");
    }

    @ParameterizedTest
    @EnumSource
    void stopped_refuses(Way way) {
        with(recipient());
        system.boot();
        system.stop("A");
        isRefused(way, "stopped");
    }

    @ParameterizedTest
    @EnumSource
    void crashed_refuses(Way way) {
        with(recipient());
        system.boot();
        system.reportError("A", new IllegalStateException("gone"));
        isRefused(way, "crashed");
    }

    // changes

    @Test
    void messages_that_waited_run_before_those_that_come_later() {
        TestActor actor = recipient();
        List<CompletableFuture<AutoCloseable>> acquisitions = acquisitions(actor);
        with(actor);
        system.start("A");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sent.add("m" + i);
            Way.values()[i % 4].send(ref, "m" + i);
        }
        system.stage.settle();
        acquisitions.get(0).complete(() -> {
        });
        for (int i = 40; i < 80; i++) {
            sent.add("m" + i);
            Way.values()[i % 4].send(ref, "m" + i);
        }
        system.stage.settle();
        assertThat(received).isEqualTo(sent);
    }

    @Test
    void no_message_runs_before_the_last_hook_of_the_start() {
        with(recipient().onEnter(ActorState.HEALTHY, () -> received.add("hook")));
        ref.start();
        ref.tell(list -> list.add("message"));
        system.stage.settle();
        assertThat(received).containsExactly("hook", "message");
    }

    @Test
    void what_waited_for_a_start_that_fails_fails_too() {
        TestActor actor = recipient();
        List<CompletableFuture<AutoCloseable>> acquisitions = acquisitions(actor);
        with(actor);
        system.start("A");
        List<Call> calls = List.of(Way.ASK.send(ref, "ask"), Way.ASK_ASYNC.send(ref, "ask async"));
        ref.tell(list -> list.add("tell"));
        system.stage.settle();
        acquisitions.get(0).completeExceptionally(new IllegalStateException("no resource"));
        system.stage.settle();
        assertThat(calls).extracting(Call::message).containsOnly(ENDED.formatted("crashed"));
        assertThat(received).isEmpty();
        assertThat(system.log().messages())
                .contains("A came to its end before it came to 1 message(s) without a reply, which have not run");
    }

    @Test
    void what_waited_for_a_start_that_is_pre_empted_fails_too() {
        TestActor actor = recipient();
        acquisitions(actor);
        with(actor);
        system.start("A");
        Call call = Way.ASK.send(ref, "ask");
        Call stop = system.stop("A");
        assertThat(stop.hasSucceeded()).isTrue();
        assertThat(call.failure()).isInstanceOf(ActorNotStartedException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void what_waited_for_a_start_that_a_guard_refuses_fails_too() {
        with(recipient().guard(Trigger.START, () -> false));
        ref.start();
        Call call = Way.ASK.send(ref, "ask");
        system.stage.settle();
        assertThat(call.message()).isEqualTo(ENDED.formatted("initialized"));
    }

    @Test
    void what_waits_for_room_fails_when_the_actor_ends() {
        with(recipient().mailbox(1));
        system.boot();
        Hang hang = hang();
        ref.tell(list -> hang.run());
        Call call = system.play(ref.tellAsync(list -> list.add("waits for room")));
        system.reportError("A", new IllegalStateException("gone"));
        assertThat(call.failure()).isInstanceOf(ActorNotStartedException.class);
        hang.release();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(received).isEmpty();
    }

    @Test
    void a_restart_waits_for_the_message_in_hand() {
        with(recipient().resource("resource", visible("resource")));
        system.boot();
        Hang hang = hang();
        ref.tell(list -> {
            hang.run();
            seen.add("message");
        });
        system.stage.settle();
        Call restart = system.restart("A");
        system.stage.advance(Duration.ofSeconds(5));
        assertThat(seen).containsExactly("+resource");
        hang.release();
        system.stage.settle();
        assertThat(restart.hasSucceeded()).isTrue();
        assertThat(seen).containsExactly("+resource", "message", "-resource", "+resource");
    }

    @Test
    void what_waits_for_a_restart_by_supervision_gets_the_new_instance() {
        TestActor actor = actor("A").constructor(ArrayList::new);
        List<CompletableFuture<AutoCloseable>> acquisitions = acquisitions(actor);
        boolean[] failed = { false };
        with(actor.source("source", () -> {
            if (!failed[0]) {
                failed[0] = true;
                throw new IllegalStateException("broken");
            }
            return TaskResult.success();
        }).supervised(Supervision.DEFAULT.withStrategy(SupervisionStrategy.RESTART_ACTOR).withNewInstance(true)));
        system.start("A");
        Call before = Call.of(ref.ask(list -> list));
        acquisitions.get(0).complete(() -> {
        });
        system.stage.settle();
        assertThat(before.hasSucceeded()).isTrue();

        system.stage.advance(Duration.ofMillis(150)); // the backoff
        assertThat(ref.restartState()).isEqualTo(RestartState.STARTING);
        Call call = Call.of(ref.ask(list -> list));
        system.stage.settle();
        assertThat(call.isDone()).isFalse();
        acquisitions.get(1).complete(() -> {
        });
        system.stage.settle();
        assertThat(call.item()).isNotNull().isNotSameAs(before.item());
    }

    @Test
    void what_waited_for_a_restart_that_fails_fails_too() {
        int[] acquired = { 0 };
        with(recipient().resource("resource", () -> {
            if (acquired[0]++ > 0) {
                throw new IllegalStateException("no resource");
            }
            return (AutoCloseable) () -> {
            };
        }));
        system.boot();
        Hang hang = hang();
        ref.tell(list -> hang.run());
        system.stage.settle();
        system.restart("A");
        Call call = Way.ASK.send(ref, "ask");
        hang.release();
        system.stage.settle();
        assertThat(call.message()).isEqualTo(ENDED.formatted("crashed"));
    }

    @Test
    void a_stop_serves_what_is_queued_before_it_releases_anything() {
        with(recipient().resource("resource", visible("resource")));
        system.boot();
        Hang hang = hang();
        ref.tell(list -> hang.run());
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(Call.of(ref.ask(list -> seen.add("message"))));
        }
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(10));
        hang.release();
        system.stage.settle();
        assertThat(stop.hasSucceeded()).isTrue();
        assertThat(calls).allMatch(Call::hasSucceeded);
        assertThat(seen).hasSize(102).startsWith("+resource", "message").endsWith("message", "-resource");
    }

    @Test
    void an_actor_that_stops_answers_consumers_that_drain() {
        Hang hang = hang();
        List<Call> answers = new ArrayList<>();
        with(recipient(), actor("B").source("source", () -> TaskResult.success(1)),
                actor("C").requires("B").asyncSink("sink", from("B", "source"), item -> {
                    hang.run();
                    Uni<Boolean> answer = ref.ask(list -> list.add("asked while draining"));
                    answers.add(Call.of(answer));
                    return answer;
                }));
        system.boot();
        Call stop = system.play(system.actors.stop());
        hang.release();
        system.stage.settle();
        assertThat(answers).isNotEmpty().allMatch(Call::hasSucceeded);
        assertThat(stop.hasSucceeded()).isTrue();
    }

    @Test
    void what_is_sent_by_the_last_item_that_drains_is_served_before_anything_is_released() {
        Hang draining = hang();
        Hang serving = hang();
        with(recipient().resource("resource", visible("resource")), actor("B").source("source", () -> TaskResult.success(1)),
                actor("C").requires("B").sink("sink", from("B", "source"), item -> {
                    draining.run();
                    ref.tell(list -> serving.run());
                    ref.tell(list -> seen.add("told while draining"));
                }));
        system.boot();
        Call stop = system.play(system.actors.stop());
        draining.release();
        system.stage.advance(Duration.ofMillis(10)); // until another lane takes over what waits behind the message
        isRefused(Way.ASK, "stopping.tasks_stopped");
        serving.release();
        system.stage.settle();
        assertThat(stop.hasSucceeded()).isTrue();
        assertThat(seen).containsExactly("+resource", "told while draining", "-resource");
    }

    @Test
    void a_crash_refuses_what_is_queued_and_interrupts_what_is_in_hand() {
        with(recipient());
        system.boot();
        Call inHand = Call.of(ref.ask(list -> {
            try {
                system.stage.block(Duration.ofSeconds(8));
                return "slept";
            } catch (InterruptedException interrupt) {
                return "interrupted";
            }
        }));
        Call queued = Way.ASK.send(ref, "queued");
        system.stage.settle();
        system.reportError("A", new IllegalStateException("gone"));
        isRefused(Way.ASK, "started.running.healthy");
        system.stage.advance(Duration.ofMillis(1100));
        assertThat(inHand.item()).isEqualTo("interrupted");
        assertThat(queued.failure()).isInstanceOf(ActorNotStartedException.class);
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(received).isEmpty();
    }

    @Test
    void a_crash_cancels_a_uni_in_hand() {
        with(recipient());
        system.boot();
        boolean[] cancelled = { false };
        Call inHand = system.play(ref.askAsync(
                list -> Uni.createFrom().nothing().onCancellation().invoke(() -> cancelled[0] = true)));
        system.reportError("A", new IllegalStateException("gone"));
        system.stage.advance(Duration.ofMillis(1100));
        assertThat(cancelled[0]).isTrue();
        assertThat(inHand.message()).startsWith("A came to its end in the middle of a message, which was cancelled: it is ");
        assertThat(system.path("A")).isEqualTo("crashed");
    }

    @Test
    void a_message_that_does_not_end_makes_a_stop_end_in_crashed_and_the_next_start_fail() {
        with(recipient().resource("resource", visible("resource")));
        system.boot();
        Hang hang = hang();
        ref.tell(list -> hang.run());
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(21));
        assertThat(stop.message()).isEqualTo("A did not stop within 20s: held by a message");
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(seen).containsExactly("+resource", "-resource");
        assertThat(system.log().messages())
                .contains("A message to A did not end although it was interrupted: it is left behind");
        Call start = system.start("A");
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(start.message()).isEqualTo("A did not start: A message of the last run of A still runs: "
                + "the actor cannot start before it returns");
        hang.release();
        system.stage.settle();
        assertThat(system.start("A").hasSucceeded()).isTrue();
        isServed(Way.ASK);
    }

    @Test
    void an_interrupt_meant_for_a_message_does_not_reach_the_next_one() {
        with(recipient());
        system.boot();
        ref.tell(list -> {
            try {
                system.stage.block(Duration.ofSeconds(8));
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
            }
        });
        system.stage.settle();
        system.reportError("A", new IllegalStateException("gone"));
        system.stage.advance(Duration.ofMillis(1100));
        system.start("A");
        assertThat(system.play(ref.ask(list -> Thread.currentThread().isInterrupted())).item()).isEqualTo(false);
    }

    @Test
    void a_tell_that_is_refused_throws_and_leaves_room() {
        with(recipient().mailbox(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> ref.tell(List::clear)).isInstanceOf(ActorNotStartedException.class);
        }
        system.boot();
        isServed(Way.TELL);
    }

    /** Hangs in a worker; before the system is opened it may be named but not run. */
    private Hang hang() {
        Hang[] delegate = { null };
        return new Hang() {
            private boolean released;

            @Override
            public void run() {
                if (!released) {
                    if (delegate[0] == null) {
                        delegate[0] = system.stage.hang();
                    }
                    delegate[0].run();
                }
            }

            @Override
            public void release() {
                released = true;
                if (delegate[0] != null) {
                    delegate[0].release();
                }
            }
        };
    }
}
