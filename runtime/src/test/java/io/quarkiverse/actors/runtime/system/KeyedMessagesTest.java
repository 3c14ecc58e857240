package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Uni;

/** Messages to keyed actors, which start them. */
class KeyedMessagesTest extends SystemTest {

    private static final Duration IDLE = Duration.ofMinutes(8);

    private final List<String> created = new ArrayList<>();
    private final List<Object> answers = new ArrayList<>();

    private TestActor counter() {
        return actor("Counter").keyed(IDLE, key -> {
            created.add(key);
            return new AtomicInteger();
        });
    }

    private ActorRef<AtomicInteger> counter(String key) {
        return system.actors.keyed("Counter", key);
    }

    private Call ask(String key) {
        Uni<Integer> answer = counter(key).ask(AtomicInteger::incrementAndGet);
        return system.play(answer.invoke(answers::add));
    }

    @Test
    void the_first_message_starts_an_instance_which_keeps_its_state() {
        open(counter());
        ask("42");
        ask("42");
        ask("7");
        counter("7").tell(AtomicInteger::incrementAndGet);
        ask("7");
        assertThat(answers).containsExactly(1, 2, 1, 3);
        assertThat(created).containsExactly("42", "7");
    }

    @Test
    void messages_wait_for_the_start_in_their_order() {
        open(counter().resource("account", () -> {
            system.stage.block(Duration.ofSeconds(2));
            return (AutoCloseable) () -> {
            };
        }));
        Call first = ask("42");
        Call second = ask("42");
        assertThat(first.isDone()).isFalse();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(second.hasSucceeded()).isTrue();
        assertThat(answers).containsExactly(1, 2);
        assertThat(created).containsExactly("42");
    }

    @Test
    void a_message_uses_an_instance() {
        open(counter());
        for (int minutes = 0; minutes < 40; minutes += 5) {
            ask("42");
            system.stage.advance(Duration.ofMinutes(5));
        }
        assertThat(created).hasSize(1);
    }

    @Test
    void a_message_to_an_instance_that_is_leaving_is_for_its_successor() {
        open(counter().onExit(ActorState.STARTED, () -> {
            seen.add("leaving");
            system.stage.block(Duration.ofSeconds(2));
        }));
        ask("42");
        assertThat(system.stage.advanceUntil(() -> !seen.isEmpty(), IDLE.multipliedBy(2))).isTrue();
        Call meanwhile = ask("42");
        assertThat(meanwhile.isDone()).isFalse();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(meanwhile.hasSucceeded()).isTrue();
        assertThat(answers).as("each from a fresh instance").containsExactly(1, 1);
        assertThat(created).hasSize(2);
    }

    @Test
    void a_message_to_a_stopped_instance_starts_the_next() {
        open(counter());
        ask("42");
        system.play(counter("42").stop());
        ask("42");
        assertThat(answers).containsExactly(1, 1);
    }

    @Test
    void a_message_to_a_crashed_instance_starts_it_again() {
        open(counter());
        ask("42");
        counter("42").reportError(new IllegalStateException("wrong"));
        system.stage.settle();
        assertThat(counter("42").state()).isEqualTo(ActorState.CRASHED);
        ask("42");
        assertThat(answers).as("goes on with its instance").containsExactly(1, 2);
    }

    @Test
    void a_message_to_an_instance_that_cannot_start_is_refused_with_the_state() {
        open(actor("Counter").keyed(null, key -> {
            throw new IllegalStateException("no such account");
        }));
        assertThat(ask("42").message()).isEqualTo("Counter[42] came to its end before it came to a message, which has not run:"
                + " it is crashed; start it and send it again");
    }

    @Test
    void a_message_starts_what_the_instance_requires() {
        open(actor("Balance").keyed(null, key -> new AtomicInteger(100)),
                actor("Counter").keyed(null, key -> new AtomicInteger()).requires("Balance"));
        ask("42");
        assertThat(answers).containsExactly(1);
        assertThat(system.actors.keyed("Balance", "42").state()).isEqualTo(ActorState.HEALTHY);
    }

    @Test
    void an_explicit_stop_serves_messages_while_it_drains() {
        open(counter().onExit(ActorState.STARTED, () -> system.stage.block(Duration.ofSeconds(2))));
        ask("42");
        Call stop = system.play(counter("42").stop());
        Call meanwhile = ask("42");
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(stop.hasSucceeded()).isTrue();
        assertThat(meanwhile.hasSucceeded()).isTrue();
        assertThat(answers).containsExactly(1, 2);
        assertThat(created).hasSize(1);
    }

    @Test
    void no_message_starts_an_instance_when_the_application_has_ended() {
        open(counter());
        ask("42");
        system.shutdown();
        assertThat(ask("7").message())
                .isEqualTo("Counter[7] takes no messages: it is initialized; start it first, or wait until it is started");
        assertThat(created).hasSize(1);
    }

    @Test
    void a_full_mailbox_of_a_key_says_what_to_configure() {
        open(counter().mailbox(1).resource("account", () -> {
            system.stage.block(Duration.ofSeconds(2));
            return (AutoCloseable) () -> {
            };
        }));
        ask("42");
        assertThat(ask("42").message()).isEqualTo("The mailbox of Counter[42] is full, with 1 messages: wait for replies, use"
                + " tellAsync, which waits for room, or set quarkus.actors.actor.\"Counter\".mailbox-size");
        assertThat(ask("7").isDone()).isFalse();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(answers).containsExactlyInAnyOrder(1, 1);
    }
}
