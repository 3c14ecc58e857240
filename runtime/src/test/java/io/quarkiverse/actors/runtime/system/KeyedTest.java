package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Uni;

/** Actors of which there is an instance for each key. */
class KeyedTest extends SystemTest {

    private static final Duration IDLE = Duration.ofMinutes(8);

    private final List<String> created = new ArrayList<>();

    private TestActor balance() {
        return actor("Balance").keyed(null, this::create).destroyed(instance -> seen.add("destroyed " + instance));
    }

    private Object create(String key) {
        created.add(key);
        return key + "/" + created.size();
    }

    private ActorRef<Object> ref(String actor, String key) {
        return system.actors.keyed(actor, key);
    }

    private Call start(String actor, String key) {
        return system.play(ref(actor, key).start());
    }

    private Call stop(String actor, String key) {
        return system.play(ref(actor, key).stop());
    }

    @Test
    void an_instance_is_made_when_it_is_first_started_and_only_once() {
        open(balance());
        system.boot();
        assertThat(created).isEmpty();
        ActorRef<Object> one = ref("Balance", "42");
        assertThat(one.state()).isEqualTo(ActorState.INITIALIZED);
        List<Uni<Void>> starts = List.of(one.start(), ref("Balance", "42").start(), ref("Balance", "7").start());
        starts.forEach(system::play);
        assertThat(created).containsExactlyInAnyOrder("42", "7");
        assertThat(one.state()).isEqualTo(ActorState.HEALTHY);
        assertThat(one.name()).isEqualTo("Balance");
        assertThat(one.key()).isEqualTo("42");
        assertThat(one).hasToString("ActorRef[Balance[42] started.running.healthy]");
        assertThat(system.actors.instances("Balance")).hasSize(2);
    }

    @Test
    void a_stopped_instance_goes_and_the_next_start_makes_another_one() {
        open(balance());
        ActorRef<Object> ref = ref("Balance", "42");
        system.play(ref.start());
        system.play(ref.stop());
        assertThat(ref.state()).isEqualTo(ActorState.STOPPED);
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.INITIALIZED);
        assertThat(system.actors.instances("Balance")).isEmpty();
        assertThat(seen).containsExactly("destroyed 42/1");
        assertThat(system.play(ref.start()).hasSucceeded()).isTrue();
        assertThat(created).containsExactly("42", "42");
        assertThat(ref.state()).isEqualTo(ActorState.HEALTHY);
    }

    @Test
    void a_successor_starts_when_its_predecessor_has_gone() {
        open(balance().resource("account", () -> (AutoCloseable) () -> system.stage.block(Duration.ofSeconds(2))));
        start("Balance", "42");
        Call stop = stop("Balance", "42");
        Call start = start("Balance", "42");
        assertThat(stop.isDone()).isFalse();
        assertThat(created).hasSize(1);
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(stop.hasSucceeded()).isTrue();
        assertThat(seen).containsExactly("destroyed 42/1");
        assertThat(start.hasSucceeded()).isTrue();
        assertThat(created).hasSize(2);
    }

    @Test
    void actors_of_the_same_key_start_and_stop_together() {
        open(balance(), actor("Bookkeeping").keyed(null, key -> "books of " + create(key)).requires("Balance"));
        start("Bookkeeping", "42");
        start("Bookkeeping", "7");
        start("Balance", "9");
        assertThat(system.actors.instances("Balance")).hasSize(3);
        stop("Balance", "42");
        assertThat(ref("Bookkeeping", "42").state()).isEqualTo(ActorState.INITIALIZED);
        assertThat(ref("Bookkeeping", "7").state()).isEqualTo(ActorState.HEALTHY);
        assertThat(ref("Balance", "7").state()).isEqualTo(ActorState.HEALTHY);
        assertThat(system.actors.instances("Bookkeeping")).hasSize(1);
    }

    @Test
    void a_crashed_dependency_suspends_the_actor_of_the_same_key_only() {
        open(balance(), actor("Bookkeeping").keyed(null, this::create).requires("Balance"));
        start("Bookkeeping", "42");
        start("Bookkeeping", "7");
        ref("Balance", "42").reportError(new IllegalStateException("no money"));
        system.stage.settle();
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.CRASHED);
        assertThat(ref("Bookkeeping", "42").state()).isEqualTo(ActorState.UNHEALTHY);
        assertThat(ref("Bookkeeping", "7").state()).isEqualTo(ActorState.HEALTHY);
        assertThat(start("Balance", "42").hasSucceeded()).isTrue();
        assertThat(created).as("goes on with its instance").hasSize(4);
        assertThat(ref("Bookkeeping", "42").state()).isEqualTo(ActorState.HEALTHY);
    }

    @Test
    void a_crashed_dependent_goes_with_the_instance_that_it_holds() {
        open(balance(), actor("Bookkeeping").keyed(null, this::create).requires("Balance"));
        start("Bookkeeping", "42");
        ref("Bookkeeping", "42").reportError(new IllegalStateException("wrong"));
        system.stage.settle();
        stop("Balance", "42");
        assertThat(system.actors.instances("Bookkeeping")).isEmpty();
    }

    @Test
    void instances_start_and_stop_with_an_ordinary_actor_that_they_require() {
        open(actor("Ledger").onDemand(), balance().requires("Ledger"));
        start("Balance", "42");
        start("Balance", "7");
        assertThat(system.path("Ledger")).isEqualTo("started.running.healthy");
        stop("Balance", "42");
        assertThat(system.path("Ledger")).as("still claimed").isEqualTo("started.running.healthy");
        stop("Balance", "7");
        assertThat(system.path("Ledger")).as("claimed no more").isEqualTo("stopped");
        start("Balance", "42");
        system.stop("Ledger");
        assertThat(system.actors.instances("Balance")).isEmpty();
    }

    @Test
    void an_ordinary_actor_that_follows_a_keyed_one_needs_no_instance() {
        open(balance(), actor("Fraud").requires("Balance"));
        assertThat(system.boot().hasSucceeded()).isTrue();
        start("Balance", "42");
        stop("Balance", "42");
        assertThat(system.path("Fraud")).isEqualTo("started.running.healthy");
    }

    @Test
    void calls_without_an_instance() {
        open(balance());
        ActorRef<Object> ref = ref("Balance", "42");
        assertThat(system.play(ref.stop()).hasSucceeded()).isTrue();
        assertThat(system.play(ref.pause()).message())
                .isEqualTo("Balance[42] cannot pause: it is initialized; allowed there: start, stop, report_error");
        ref.reportError(new IllegalStateException("nobody"));
        ref.reportWarning("nobody");
        system.stage.settle();
        assertThat(created).isEmpty();
        assertThat(system.actors.instances("Balance")).isEmpty();
        assertThat(ref.tasks()).isEmpty();
        assertThat(system.play(ref.completion()).message())
                .isEqualTo("Balance[42] has no tasks to complete: there is no instance; start it first");
    }

    @Test
    void addresses_that_make_no_sense() {
        open(balance(), actor("Ledger"));
        assertThatThrownBy(() -> system.actors.keyed("Balance", "")).hasMessage(
                "The key of Balance is empty: an instance is told from others by a key of at least one character");
        assertThatThrownBy(() -> system.actors.keyed("Ledger", "42"))
                .hasMessage("Ledger is not keyed: leave the key out, or annotate it @Actor(keyed = true)");
        assertThatThrownBy(() -> system.actors.actor("Balance")).hasMessage("Balance is keyed: it has an instance for each key;"
                + " name one with actor(Balance.class, key)");
        assertThat(system.actors.actors()).hasSize(1);
    }

    @Test
    void transitions_carry_the_key_and_go_on_with_the_next_instance() {
        open(balance());
        List<ActorTransition> transitions = new ArrayList<>();
        ref("Balance", "42").transitions().subscribe().with(transitions::add);
        system.stage.settle();
        start("Balance", "7");
        start("Balance", "42");
        stop("Balance", "42");
        start("Balance", "42");
        assertThat(transitions).allSatisfy(transition -> {
            assertThat(transition.actor()).isEqualTo("Balance");
            assertThat(transition.key()).isEqualTo("42");
        });
        assertThat(transitions).extracting(ActorTransition::to).filteredOn(ActorState.HEALTHY::equals).hasSize(2);
    }

    @Test
    void an_instance_that_cannot_be_made_crashes_and_is_made_when_it_is_started_again() {
        int[] failures = { 1 };
        open(actor("Balance").keyed(null, key -> {
            if (failures[0]-- > 0) {
                throw new IllegalStateException("no account");
            }
            return key;
        }));
        assertThat(start("Balance", "42").message()).isEqualTo("Balance[42] did not start: The bean of Balance[42] could not be"
                + " created: java.lang.IllegalStateException: no account");
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.CRASHED);
        assertThat(start("Balance", "42").hasSucceeded()).isTrue();
    }

    @Test
    void an_instance_that_is_stopped_while_it_is_made_is_destroyed() {
        open(actor("Balance").keyed(null, key -> {
            system.stage.block(Duration.ofSeconds(2));
            return create(key);
        }).destroyed(instance -> seen.add("destroyed " + instance)));
        Call start = start("Balance", "42");
        Call stop = stop("Balance", "42");
        assertThat(start.message()).isEqualTo("The start of Balance[42] was pre-empted by a stop");
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(stop.hasSucceeded()).isTrue();
        assertThat(seen).containsExactly("destroyed 42/1");
        assertThat(system.actors.instances("Balance")).isEmpty();
    }

    @Test
    void a_bean_that_is_not_destroyed_in_time_does_not_keep_the_application_from_ending() {
        List<Stage.Hang> hangs = new ArrayList<>();
        open(actor("Balance").keyed(null, this::create).destroyed(instance -> {
            Stage.Hang hang = system.stage.hang();
            hangs.add(hang);
            hang.run();
        }));
        start("Balance", "42");
        Call shutdown = system.shutdown();
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(10));
        assertThat(shutdown.message())
                .isEqualTo("Balance[42] did not stop within 20s: held by the destruction of its bean");
        hangs.forEach(Stage.Hang::release);
        system.stage.settle();
    }

    @Test
    void an_instance_that_nobody_uses_stops() {
        open(actor("Balance").keyed(IDLE, this::create).destroyed(instance -> seen.add(instance.toString())));
        start("Balance", "42");
        system.stage.advance(IDLE.minusMinutes(1));
        start("Balance", "7");
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.HEALTHY);
        system.stage.advance(Duration.ofMinutes(2));
        assertThat(system.actors.instances("Balance")).extracting("key").containsExactly("7");
        assertThat(seen).containsExactly("42/1");
        system.stage.advance(IDLE);
        assertThat(system.actors.instances("Balance")).isEmpty();
        assertThat(system.stage.timers()).as("nothing is looked at any more").isZero();
    }

    @Test
    void an_instance_that_has_crashed_and_that_nobody_starts_goes() {
        open(actor("Balance").keyed(IDLE, this::create).destroyed(instance -> seen.add(instance.toString())));
        start("Balance", "42");
        ref("Balance", "42").reportError(new IllegalStateException("no money"));
        system.stage.advance(IDLE.minusMinutes(1));
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.CRASHED);
        assertThat(start("Balance", "42").hasSucceeded()).as("with the bean it has").isTrue();
        ref("Balance", "42").reportError(new IllegalStateException("no money again"));
        system.stage.advance(IDLE.minusMinutes(1));
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.CRASHED);
        system.stage.advance(Duration.ofMinutes(3));
        assertThat(system.actors.instances("Balance")).isEmpty();
        assertThat(seen).containsExactly("42/1");
        assertThat(start("Balance", "42").hasSucceeded()).isTrue();
        assertThat(created).containsExactly("42", "42");
    }

    @Test
    void instances_of_keys_that_make_no_sense_go() {
        open(actor("Balance").keyed(IDLE, this::create), actor("Bookkeeping").keyed(IDLE, key -> {
            throw new IllegalStateException("no account " + key);
        }).requires("Balance"));
        for (int key = 0; key < 1000; key++) {
            assertThat(start("Bookkeeping", "x" + key).hasSucceeded()).isFalse();
        }
        assertThat(system.actors.instances("Bookkeeping")).hasSize(1000);
        assertThat(system.actors.instances("Balance")).as("made, not started").hasSize(1000);
        system.stage.advance(IDLE.multipliedBy(3));
        assertThat(system.actors.instances("Bookkeeping")).isEmpty();
        assertThat(system.actors.instances("Balance")).isEmpty();
        assertThat(system.stage.timers()).as("nothing is looked at any more").isZero();
    }

    @Test
    void an_instance_that_is_about_to_be_started_does_not_go() {
        open(actor("Balance").keyed(IDLE, this::create));
        start("Balance", "42");
        ref("Balance", "42").reportError(new IllegalStateException("no money"));
        system.stage.settle();
        ActorCell crashed = system.actors.instances("Balance").iterator().next();
        crashed.mailbox().startCalled();
        system.stage.advance(IDLE.multipliedBy(3));
        assertThat(system.actors.instances("Balance")).containsExactly(crashed);
        crashed.mailbox().startOver();
        system.stage.advance(IDLE.multipliedBy(3));
        assertThat(system.actors.instances("Balance")).isEmpty();
    }

    @Test
    void to_start_an_instance_that_is_there_uses_it() {
        open(actor("Balance").keyed(IDLE, this::create));
        start("Balance", "42");
        system.stage.advance(IDLE.minusMinutes(1));
        start("Balance", "42");
        system.stage.advance(IDLE.minusMinutes(1));
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.HEALTHY);
    }

    @Test
    void an_instance_stays_as_long_as_another_one_of_its_key() {
        open(actor("Balance").keyed(IDLE, this::create),
                actor("Bookkeeping").keyed(IDLE.multipliedBy(3), this::create).requires("Balance"));
        start("Bookkeeping", "42");
        system.stage.advance(IDLE.multipliedBy(2));
        assertThat(ref("Balance", "42").state()).isEqualTo(ActorState.HEALTHY);
        system.stage.advance(IDLE.multipliedBy(4));
        assertThat(system.actors.instances("Bookkeeping")).isEmpty();
        assertThat(system.actors.instances("Balance")).isEmpty();
    }

    @Test
    void many_idle_instances_stop() {
        open(actor("Balance").keyed(IDLE, this::create));
        for (int key = 0; key < 1000; key++) {
            start("Balance", "" + key);
        }
        system.stage.advance(IDLE.multipliedBy(2));
        assertThat(system.actors.instances("Balance")).isEmpty();
    }

    @Test
    void the_end_of_the_application_stops_all_instances_and_refuses_others() {
        open(balance().resource("account", visible("account")), actor("Bookkeeping").keyed(null, this::create)
                .requires("Balance").resource("books", visible("books")));
        start("Bookkeeping", "42");
        seen.clear();
        assertThat(system.shutdown().hasSucceeded()).isTrue();
        assertThat(seen).containsExactly("-books", "-account", "destroyed 42/2");
        assertThat(start("Balance", "7").message())
                .isEqualTo("The start of Balance[7] was refused: the application is stopping");
    }

    @Test
    void the_end_of_the_application_waits_for_instances_that_are_leaving() {
        open(balance().resource("account", () -> (AutoCloseable) () -> system.stage.block(Duration.ofSeconds(2))));
        start("Balance", "42");
        stop("Balance", "42");
        Call successor = start("Balance", "42");
        Call shutdown = system.shutdown();
        assertThat(shutdown.isDone()).isFalse();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(shutdown.hasSucceeded()).isTrue();
        assertThat(successor.message()).isEqualTo("The start of Balance[42] was pre-empted by a stop");
        assertThat(created).hasSize(1);
    }
}
