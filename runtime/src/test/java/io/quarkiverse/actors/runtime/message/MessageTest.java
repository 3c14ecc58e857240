package io.quarkiverse.actors.runtime.message;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.Isolation;
import io.smallrye.mutiny.Uni;

/** Messages to an actor that is started. */
class MessageTest extends SystemTest {

    private ActorRef<List<String>> ref;

    /** Starts an actor that is the list of what it has been sent. */
    private void start(TestActor actor) {
        open(actor.constructor(ArrayList::new));
        system.boot();
        ref = system.typed("A");
    }

    private List<String> received() {
        Call call = system.play(ref.ask(List::copyOf));
        @SuppressWarnings("unchecked")
        List<String> received = (List<String>) call.item();
        return received;
    }

    @Test
    void a_reply_is_what_the_function_returns_for_every_subscriber() {
        start(actor("A"));
        Uni<Integer> reply = ref.ask(list -> {
            list.add("once");
            return list.size();
        });
        Call first = system.play(reply);
        Call second = system.play(reply);
        assertThat(List.of(first.item(), second.item())).containsExactly(1, 1);
    }

    @Test
    void a_message_runs_although_nobody_subscribes() {
        start(actor("A"));
        ref.ask(list -> list.add("asked"));
        ref.askAsync(list -> Uni.createFrom().item(() -> list.add("asked async")));
        ref.tell(list -> list.add("told"));
        ref.tellAsync(list -> list.add("told async"));
        system.stage.settle();
        assertThat(received()).containsExactly("asked", "asked async", "told", "told async");
    }

    @Test
    void a_reply_may_be_null() {
        start(actor("A"));
        assertThat(system.play(ref.ask(list -> null)).hasSucceeded()).isTrue();
        assertThat(system.play(ref.askAsync(list -> Uni.createFrom().nullItem())).hasSucceeded()).isTrue();
    }

    @Test
    void a_failure_is_the_sender_s_and_not_the_actor_s() {
        start(actor("A"));
        RuntimeException failure = new IllegalStateException("no");
        Call thrown = system.play(ref.ask(list -> {
            throw failure;
        }));
        Call async = system.play(ref.askAsync(list -> Uni.createFrom().failure(failure)));
        Call before = system.play(ref.askAsync(list -> {
            throw failure;
        }));
        assertThat(List.of(thrown, async, before)).allMatch(call -> call.failure() == failure);
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
        assertThat(system.log().messages()).isEmpty();
    }

    @Test
    void a_function_that_returns_no_uni_is_a_failure() {
        start(actor("A"));
        assertThat(system.play(ref.askAsync(list -> null)).message())
                .isEqualTo("The method returned null instead of a Uni or CompletionStage");
    }

    @Test
    void a_failure_that_nobody_waits_for_is_logged_once() {
        start(actor("A"));
        ref.tell(list -> {
            throw new IllegalStateException("no");
        });
        ref.tellAsync(list -> {
            throw new IllegalStateException("no");
        });
        system.stage.settle();
        assertThat(system.log().messages()).containsExactly("A message to A failed", "A message to A failed");
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
    }

    @Test
    void messages_of_one_sender_keep_their_order_whatever_they_are() {
        start(actor("A"));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String message = "m" + i;
            sent.add(message);
            switch (i % 5) {
                case 0 -> ref.ask(list -> list.add(message));
                case 1 -> ref.askAsync(list -> Uni.createFrom().item(() -> list.add(message)));
                case 2 -> ref.tell(list -> list.add(message));
                case 3 -> ref.tellAsync(list -> list.add(message));
                default -> ref.askAsync(list -> Uni.createFrom().item(() -> list.add(message))
                        .emitOn(system.stage::execute));
            }
        }
        system.stage.settle();
        assertThat(received()).isEqualTo(sent);
    }

    @Test
    void a_turn_lasts_until_the_uni_terminates() {
        start(actor("A"));
        CompletableFuture<String> answer = new CompletableFuture<>();
        Call first = system.play(ref.askAsync(list -> Uni.createFrom().completionStage(answer).invoke(list::add)));
        Call second = system.play(ref.ask(list -> list.get(0)));
        assertThat(second.isDone()).isFalse();
        answer.complete("first");
        system.stage.settle();
        assertThat(List.of(first.item(), second.item())).containsExactly("first", "first");
    }

    // the turn is not the subscriber's

    @Test
    void who_waits_in_the_actor_s_own_turn_fails_at_once() {
        start(actor("A"));
        Call call = system.play(ref.ask(list -> Call.of(ref.ask(List::size)).message()));
        assertThat(call.item()).isEqualTo("A message to A is awaited in the actor's own turn, which would wait for itself: "
                + "do not subscribe there; use tell, or call the method itself");
        Call composed = system.play(ref.askAsync(list -> ref.ask(List::size)));
        assertThat(composed.message()).isEqualTo(call.item());
    }

    @Test
    void a_reply_that_is_there_may_be_looked_at_in_the_actor_s_own_turn() {
        start(actor("A"));
        Uni<Integer> earlier = ref.ask(List::size);
        assertThat(system.play(ref.ask(list -> Call.of(earlier).item())).item()).isEqualTo(0);
    }

    @Test
    void a_reply_may_lead_to_another_message_to_the_same_actor() {
        start(actor("A"));
        Call call = system.play(ref.ask(list -> list.add("first")).chain(() -> ref.ask(List::size)));
        assertThat(call.item()).isEqualTo(1);
    }

    @Test
    void a_subscriber_that_blocks_holds_neither_the_actor_nor_other_subscribers_up() {
        start(actor("A"));
        Hang hang = system.stage.hang();
        Call slow = Call.of(ref.ask(List::size).invoke(hang::run));
        Call other = Call.of(ref.ask(List::size));
        system.stage.advance(Duration.ofMillis(10));
        assertThat(other.hasSucceeded()).isTrue();
        assertThat(system.play(ref.ask(List::size)).hasSucceeded()).isTrue();
        assertThat(slow.isDone()).isFalse();
        hang.release();
        system.stage.settle();
        assertThat(slow.hasSucceeded()).isTrue();
    }

    @Test
    void a_subscriber_that_throws_does_no_harm() {
        start(actor("A"));
        Uni<Integer> reply = ref.ask(List::size);
        reply.subscribe().with(size -> {
            throw new IllegalStateException("thrown by a subscriber");
        });
        Call second = system.play(reply);
        assertThat(second.hasSucceeded()).isTrue();
    }

    // cancellation

    @Test
    void cancelling_withdraws_a_message_that_has_not_begun() {
        start(actor("A"));
        CompletableFuture<Void> gate = hold();
        Uni<Boolean> reply = ref.ask(list -> list.add("withdrawn"));
        Call call = system.play(reply);
        call.cancel();
        gate.complete(null);
        assertThat(received()).isEmpty();
        assertThat(call.isDone()).isFalse();
        assertThat(system.play(reply).message()).isEqualTo("The ask of A was cancelled before it had begun");
    }

    @Test
    void cancelling_has_no_effect_while_somebody_else_waits() {
        start(actor("A"));
        CompletableFuture<Void> gate = hold();
        Uni<Boolean> reply = ref.ask(list -> list.add("awaited"));
        Call first = Call.of(reply);
        Call second = Call.of(reply);
        first.cancel();
        gate.complete(null);
        assertThat(received()).containsExactly("awaited");
        assertThat(second.item()).isEqualTo(true);
        assertThat(first.isDone()).isFalse();
    }

    @Test
    void cancelling_has_no_effect_on_a_message_that_has_begun() {
        start(actor("A"));
        CompletableFuture<String> answer = new CompletableFuture<>();
        Uni<String> reply = ref.askAsync(list -> Uni.createFrom().completionStage(answer).invoke(list::add));
        system.play(reply).cancel();
        answer.complete("done");
        assertThat(received()).containsExactly("done");
        assertThat(system.play(reply).item()).isEqualTo("done");
    }

    /** Keeps the turn. */
    private CompletableFuture<Void> hold() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        system.play(ref.askAsync(list -> Uni.createFrom().completionStage(gate)));
        return gate;
    }

    // time

    @Test
    void a_message_that_is_not_reached_in_time_is_withdrawn() {
        start(actor("A"));
        CompletableFuture<Void> gate = hold();
        Call call = Call.of(ref.ask(list -> list.add("late")));
        system.stage.advance(Duration.ofMillis(9_999));
        assertThat(call.isDone()).isFalse();
        system.stage.advance(Duration.ofMillis(50));
        assertThat(call.failure()).hasToString("io.quarkiverse.actors.AskTimeoutException: A did not answer within 10s "
                + "(quarkus.actors.ask-timeout): the message had not begun, and will not run; A is started.running.healthy");
        gate.complete(null);
        assertThat(received()).isEmpty();
    }

    @Test
    void a_reply_is_late_in_time_although_actors_hold_all_threads() {
        int threads = TestSystem.SETTINGS.maxBlocking();
        TestActor[] actors = IntStream.rangeClosed(0, threads).mapToObj(i -> actor("A" + i)).toArray(TestActor[]::new);
        open(actors);
        system.boot();
        List<Hang> hangs = IntStream.range(0, threads).mapToObj(i -> system.stage.hang()).toList();
        for (int i = 0; i < threads; i++) {
            Hang hang = hangs.get(i);
            system.ref("A" + i).tell(actor -> hang.run());
        }
        Call call = Call.of(system.ref("A" + threads).ask(Object::hashCode));
        system.stage.advance(Duration.ofSeconds(11));
        assertThat(call.message()).startsWith("A" + threads + " did not answer within 10s");
        hangs.forEach(Hang::release);
        system.stage.settle();
    }

    @Test
    void a_message_that_has_begun_in_time_runs_to_its_end() {
        start(actor("A"));
        CompletableFuture<String> answer = new CompletableFuture<>();
        Call call = Call.of(ref.askAsync(list -> Uni.createFrom().completionStage(answer).invoke(list::add)));
        system.stage.advance(Duration.ofSeconds(11));
        assertThat(call.message()).isEqualTo("A did not answer within 10s (quarkus.actors.ask-timeout): "
                + "the message has begun, and its outcome will be ignored; A is started.running.healthy");
        answer.complete("late");
        assertThat(received()).containsExactly("late");
    }

    @Test
    void a_failure_after_its_time_is_logged() {
        start(actor("A"));
        CompletableFuture<String> answer = new CompletableFuture<>();
        Call.of(ref.askAsync(list -> Uni.createFrom().completionStage(answer)));
        system.stage.advance(Duration.ofSeconds(11));
        answer.completeExceptionally(new IllegalStateException("late"));
        system.stage.settle();
        assertThat(system.log().messages()).containsExactly("A message to A failed after its sender had stopped waiting");
    }

    @Test
    void time_counts_from_the_call_and_is_watched_only_while_something_is_awaited() {
        start(actor("A"));
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Void> gate = hold();
            Uni<Boolean> reply = ref.ask(list -> list.add("late"));
            system.stage.advance(Duration.ofSeconds(9));
            Call call = system.play(reply);
            system.stage.advance(Duration.ofMillis(1050));
            assertThat(call.message()).startsWith("A did not answer within 10s");
            gate.complete(null);
            system.stage.advance(Duration.ofSeconds(1));
            assertThat(system.stage.timers()).isZero();
        }
    }

    // room

    @Test
    void a_full_mailbox_refuses_at_once() {
        start(actor("A").mailbox(3));
        CompletableFuture<Void> gate = hold();
        ref.tell(list -> list.add("second"));
        Call third = Call.of(ref.ask(list -> list.add("third")));
        String full = "The mailbox of A is full, with 3 messages: wait for replies, use tellAsync, which waits for room, "
                + "or set quarkus.actors.actor.\"A\".mailbox-size";
        assertThat(Call.of(ref.ask(List::size)).failure())
                .hasToString("io.quarkiverse.actors.MailboxFullException: " + full);
        assertThat(Call.of(ref.askAsync(list -> Uni.createFrom().nullItem())).message()).isEqualTo(full);
        assertThatThrownBy(() -> ref.tell(List::clear)).hasMessage(full);
        gate.complete(null);
        system.stage.settle();
        assertThat(third.hasSucceeded()).isTrue();
        assertThat(received()).containsExactly("second", "third");
    }

    @Test
    void a_message_that_waits_for_room_is_let_in_as_soon_as_there_is_some() {
        start(actor("A").mailbox(2));
        CompletableFuture<Void> first = hold();
        CompletableFuture<Void> second = hold();
        Call third = system.play(ref.tellAsync(list -> list.add("third")));
        Call fourth = system.play(ref.tellAsync(list -> list.add("fourth")));
        assertThat(third.isDone()).isFalse();
        assertThatThrownBy(() -> ref.tell(list -> list.add("overtakes"))).hasMessageStartingWith("The mailbox of A is full");
        first.complete(null);
        system.stage.settle();
        assertThat(third.hasSucceeded()).isTrue();
        assertThat(fourth.isDone()).isFalse();
        assertThatThrownBy(() -> ref.tell(list -> list.add("overtakes"))).hasMessageStartingWith("The mailbox of A is full");
        second.complete(null);
        system.stage.settle();
        assertThat(fourth.hasSucceeded()).isTrue();
        ref.tell(list -> list.add("last"));
        assertThat(received()).containsExactly("third", "fourth", "last");
    }

    @Test
    void a_message_that_waits_for_room_can_be_withdrawn() {
        start(actor("A").mailbox(1));
        CompletableFuture<Void> gate = hold();
        Call withdrawn = system.play(ref.tellAsync(list -> list.add("withdrawn")));
        Call next = system.play(ref.tellAsync(list -> list.add("next")));
        withdrawn.cancel();
        gate.complete(null);
        system.stage.settle();
        assertThat(next.hasSucceeded()).isTrue();
        assertThat(received()).containsExactly("next");
    }

    // surroundings

    @Test
    void a_message_gets_what_stands_in_for_the_instance() {
        start(actor("A").mock(instance -> List.of("mock")));
        assertThat(received()).containsExactly("mock");
    }

    @Test
    void a_message_sees_the_surroundings_of_its_sender_and_so_does_who_waits() {
        String[] around = { "sender" };
        system = new TestSystem(new VirtualStage().around(new Contexts() {
            @Override
            public Object place() {
                return null;
            }

            @Override
            public Isolation isolate() {
                return null;
            }

            @Override
            public Executor withCallers(Executor executor) {
                String captured = around[0];
                return action -> executor.execute(() -> {
                    seen.add("back " + captured);
                    action.run();
                });
            }

            @Override
            public <A, R> Function<A, R> carryCallers(Function<A, R> function, String receiver, Kind kind) {
                String captured = around[0];
                return argument -> {
                    seen.add("over " + captured);
                    return function.apply(argument);
                };
            }
        }), List.of(actor("A").constructor(ArrayList::new)));
        system.boot();
        ref = system.typed("A");
        Uni<Integer> reply = ref.ask(List::size);
        around[0] = "another";
        system.play(reply.invoke(() -> seen.add("goes on")));
        assertThat(seen).containsExactly("over sender", "back sender", "goes on");
    }

    @Test
    void a_message_needs_a_function() {
        start(actor("A"));
        assertThatThrownBy(() -> ref.ask(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("the function must not be null");
        assertThatThrownBy(() -> ref.tell(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("the function must not be null");
    }
}
