package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.Keyed;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** Streams of keyed actors: to those of the same key, to consumers of all, to those who watch. */
class KeyedStreamsTest extends SystemTest {

    private static final Duration IDLE = Duration.ofMinutes(8);

    /** By key. */
    private final Map<String, MultiEmitter<? super Object>> emitters = new ConcurrentHashMap<>();
    private final List<Object> received = new ArrayList<>();

    /** Emits what a test tells it to. */
    private TestActor balance() {
        return actor("Balance").keyed(IDLE, key -> key).streamOf("changes", instance -> Multi.createFrom()
                .emitter(emitter -> emitters.put(instance.toString(), emitter)));
    }

    private void emit(String key, Object... items) {
        for (Object item : items) {
            emitters.get(key).emit(item);
        }
        system.stage.settle();
    }

    private ActorRef<Object> ref(String actor, String key) {
        return system.actors.keyed(actor, key);
    }

    private void start(String actor, String key) {
        assertThat(system.play(ref(actor, key).start()).hasSucceeded()).isTrue();
    }

    private TestActor fraud(InputModel input) {
        return actor("Fraud").requires("Balance").sink("check", input, received::add);
    }

    private static Keyed<Object, Object> keyed(String key, Object item) {
        return new Keyed<>(key, item);
    }

    @Test
    void a_consumer_of_all_sees_what_every_instance_emits_with_its_key() {
        open(balance(), fraud(from("Balance", "changes")));
        start("Balance", "42");
        system.boot();
        start("Balance", "7");
        emit("42", 1, 2);
        emit("7", 3);
        assertThat(received).containsExactly(keyed("42", 1), keyed("42", 2), keyed("7", 3));
    }

    @Test
    void what_was_emitted_before_an_instance_stopped_is_consumed() {
        open(balance(), fraud(from("Balance", "changes")));
        system.boot();
        start("Balance", "42");
        system.pause("Fraud");
        emit("42", 1, 2, 3);
        assertThat(system.play(ref("Balance", "42").stop()).hasSucceeded()).isTrue();
        start("Balance", "42");
        emit("42", 4);
        assertThat(received).isEmpty();
        system.resume("Fraud");
        assertThat(received).containsExactly(keyed("42", 1), keyed("42", 2), keyed("42", 3), keyed("42", 4));
    }

    @Test
    void each_instance_has_its_own_backpressure() {
        open(balance(), fraud(from("Balance", "changes", 4)));
        system.boot();
        start("Balance", "42");
        start("Balance", "7");
        system.pause("Fraud");
        for (int i = 0; i < 100; i++) {
            emit("42", i);
        }
        emit("7", "seven");
        system.resume("Fraud");
        assertThat(received).hasSize(101);
        assertThat(received.indexOf(keyed("7", "seven"))).as("not behind all others").isLessThan(40);
        assertThat(received.stream().filter(item -> !item.equals(keyed("7", "seven"))).map(item -> ((Keyed<?, ?>) item).item())
                .collect(Collectors.toList())).isSorted().hasSize(100);
    }

    @Test
    void batches_are_made_of_all_instances() {
        InputModel batches = new InputModel("Balance", "changes", 16, Overflow.BACKPRESSURE, 3, "");
        open(balance(), fraud(batches));
        system.boot();
        start("Balance", "42");
        start("Balance", "7");
        emit("42", 1);
        emit("7", 2);
        assertThat(received).isEmpty();
        emit("42", 3, 4);
        emit("7", 5, 6);
        assertThat(received).hasSize(2);
        assertThat(received.stream().flatMap(batch -> ((List<?>) batch).stream())
                .map(item -> (Object) ((Keyed<?, ?>) item).item())).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_keyed_consumer_consumes_its_own_key() {
        open(balance(), actor("Books").keyed(null, key -> new ArrayList<>()).requires("Balance").sinkOf("book",
                from("Balance", "changes"), (instance, item) -> untyped(instance).add(item)));
        start("Books", "42");
        start("Books", "7");
        emit("42", 1, 2);
        emit("7", 3);
        assertThat(ask("42")).isEqualTo(List.of(1, 2));
        assertThat(ask("7")).isEqualTo(List.of(3));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> untyped(Object instance) {
        return (List<Object>) instance;
    }

    private Object ask(String key) {
        List<Object> answer = new ArrayList<>();
        system.play(ref("Books", key).ask(books -> List.copyOf((List<?>) books)).invoke(answer::add));
        return answer.get(0);
    }

    @Test
    void who_watches_sees_all_instances() {
        open(balance());
        List<Object> watched = new ArrayList<>();
        boolean[] completed = { false };
        system.actors.stream("Balance", "changes").subscribe().with(watched::add, failure -> {
        }, () -> completed[0] = true);
        start("Balance", "42");
        emit("42", 1);
        system.play(ref("Balance", "42").stop());
        start("Balance", "7");
        emit("7", 2);
        assertThat(watched).containsExactly(keyed("42", 1), keyed("7", 2));
        assertThat(completed[0]).isFalse();
        system.shutdown();
        assertThat(completed[0]).isTrue();
    }

    @Test
    void an_instance_that_emits_stays_and_one_that_is_silent_goes() {
        open(balance(), fraud(from("Balance", "changes")));
        system.boot();
        start("Balance", "42");
        start("Balance", "7");
        for (int i = 0; i < 4; i++) {
            system.stage.advance(IDLE.dividedBy(2));
            emit("42", i);
        }
        assertThat(system.actors.instances("Balance")).extracting("key").containsExactly("42");
        assertThat(received).hasSize(4);
    }

    @Test
    void an_instance_whose_items_wait_stays() {
        open(balance(), fraud(from("Balance", "changes")));
        system.boot();
        start("Balance", "42");
        system.pause("Fraud");
        emit("42", 1);
        system.stage.advance(IDLE.multipliedBy(3));
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.HEALTHY);
        system.resume("Fraud");
        system.stage.advance(IDLE.multipliedBy(2));
        assertThat(system.actors.instances("Balance")).isEmpty();
    }

    @Test
    void the_end_of_the_application_drains_from_all_instances_to_the_consumer() {
        int[] next = { 0 };
        open(actor("Balance").keyed().source("changes", () -> next[0] < 1000 ? (Object) next[0]++ : TaskResult.skip()),
                fraud(from("Balance", "changes", 8)));
        system.boot();
        system.pause("Fraud");
        for (int key = 0; key < 10; key++) {
            start("Balance", "" + key);
        }
        List<DeadLetter> dead = new ArrayList<>();
        system.actors.addDeadLetterListener(dead::add);
        assertThat(system.shutdown().hasSucceeded()).isTrue();
        assertThat(dead).isEmpty();
        assertThat(received).hasSize(next[0]).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void a_consumer_that_stops_leaves_all_instances() {
        open(balance(), fraud(from("Balance", "changes")));
        system.boot();
        start("Balance", "42");
        emit("42", 1);
        assertThat(system.stop("Fraud").hasSucceeded()).isTrue();
        emit("42", 2);
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.HEALTHY);
        system.start("Fraud");
        emit("42", 3);
        start("Balance", "7");
        emit("7", 4);
        assertThat(received).containsExactly(keyed("42", 1), keyed("42", 3), keyed("7", 4));
    }

    @Test
    void what_a_crashed_consumer_leaves_is_a_dead_letter_with_its_key() {
        open(balance(), actor("Fraud").requires("Balance").sink("check", from("Balance", "changes"), item -> {
            throw new IllegalStateException("fraud");
        }));
        List<Object> dead = new ArrayList<>();
        system.actors.addDeadLetterListener(letter -> dead.add(letter.item()));
        system.boot();
        start("Balance", "42");
        start("Balance", "7");
        system.pause("Fraud");
        emit("42", 1);
        emit("7", 2);
        system.resume("Fraud");
        assertThat(dead).containsExactlyInAnyOrder(keyed("42", 1), keyed("7", 2));
    }

    @Test
    void drop_policies_hold_for_each_instance() {
        open(balance(), fraud(new InputModel("Balance", "changes", 2, Overflow.DROP_OLDEST, 0, "")));
        system.boot();
        start("Balance", "42");
        start("Balance", "7");
        system.pause("Fraud");
        emit("42", 1, 2, 3, 4);
        emit("7", 5);
        system.resume("Fraud");
        assertThat(received).containsExactlyInAnyOrder(keyed("42", 3), keyed("42", 4), keyed("7", 5));
        assertThat(system.task("Fraud", "check").skipped()).isEqualTo(2);
        system.play(ref("Balance", "42").stop());
        assertThat(system.task("Fraud", "check").skipped()).as("also of instances that have gone").isEqualTo(2);
    }

    @Test
    void a_keyed_actor_consumes_from_an_ordinary_one() {
        open(actor("Rates").stream("rates", () -> Multi.createFrom().emitter(emitter -> emitters.put("rates", emitter))),
                actor("Balance").keyed(null, key -> key).requires("Rates").sinkOf("rate", from("Rates", "rates"),
                        (instance, rate) -> received.add(instance + ":" + rate)));
        system.boot();
        start("Balance", "42");
        start("Balance", "7");
        emit("rates", 1);
        assertThat(received).containsExactlyInAnyOrder("42:1", "7:1");
    }
}
