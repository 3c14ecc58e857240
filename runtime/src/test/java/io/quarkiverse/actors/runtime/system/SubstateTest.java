package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.IllegalTransitionException;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Uni;

/** Sub-states of the application's own. */
class SubstateTest extends SystemTest {

    private @interface VariantA {
    }

    private @interface VariantB {
    }

    private @interface Elsewhere {
    }

    private Uni<Object> endless(String task) {
        seen.add("+" + task);
        return Uni.createFrom().nothing().onCancellation().invoke(() -> seen.add("-" + task));
    }

    /** An actor with two variants of a task. */
    private static TestActor variants(SubstateTest test, ActorState of) {
        return actor("A").asyncSource("a", () -> test.endless("a")).in(VariantA.class, of)
                .asyncSource("b", () -> test.endless("b")).in(VariantB.class, of);
    }

    private void boot(ActorState of) {
        open(variants(this, of));
        system.boot();
        system.transitions.clear();
    }

    private Call enter(Class<? extends Annotation> substate) {
        return system.play(system.ref("A").enter(substate));
    }

    private Call leave() {
        return system.play(system.ref("A").leave());
    }

    private void warn() {
        system.ref("A").reportWarning("slow");
        system.stage.settle();
    }

    private void recover() {
        system.ref("A").recover();
        system.stage.settle();
    }

    private TaskState state(String task) {
        return system.task("A", task).state();
    }

    /** The events so far: trigger and path. */
    private List<String> events() {
        return system.transitions.all().stream().map(t -> t.trigger() + " " + t.path()).toList();
    }

    @Test
    void its_tasks_run_only_in_it() {
        boot(ActorState.HEALTHY);
        assertThat(seen).isEmpty();
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
        assertThat(enter(VariantA.class).message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("started.running.healthy.VariantA");
        assertThat(system.ref("A").state()).isEqualTo(ActorState.HEALTHY);
        assertThat(state("a")).isEqualTo(TaskState.RUNNING);
        assertThat(state("b")).isEqualTo(TaskState.INITIALIZED);
        assertThat(leave().message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
        assertThat(seen).containsExactly("+a", "-a");
        assertThat(state("a")).isEqualTo(TaskState.INITIALIZED);
        assertThat(system.task("A", "a").failed()).isZero();
    }

    @Test
    void entering_another_one_leaves_the_first() {
        boot(ActorState.HEALTHY);
        enter(VariantA.class);
        assertThat(enter(VariantB.class).message()).isEqualTo("done");
        assertThat(seen).containsExactly("+a", "-a", "+b");
        assertThat(system.path("A")).isEqualTo("started.running.healthy.VariantB");
    }

    @Test
    void a_blocking_iteration_ends_before_the_other_variant_begins() {
        open(actor("A").work("a", () -> {
            seen.add("+a");
            try {
                system.stage.block(Duration.ofHours(1));
            } catch (InterruptedException e) {
                seen.add("-a");
                throw e;
            }
        }).in(VariantA.class, ActorState.HEALTHY).asyncSource("b", () -> endless("b")).in(VariantB.class,
                ActorState.HEALTHY));
        system.boot();
        enter(VariantA.class);
        enter(VariantB.class);
        assertThat(seen).containsExactly("+a", "-a", "+b");
        assertThat(system.task("A", "a").failed()).isZero();
        assertThat(system.log().errors()).isEmpty();
    }

    @Test
    void what_already_holds_succeeds_without_an_event() {
        boot(ActorState.HEALTHY);
        assertThat(leave().message()).isEqualTo("done");
        assertThat(events()).isEmpty();
        enter(VariantA.class);
        assertThat(enter(VariantA.class).message()).isEqualTo("done");
        assertThat(events()).containsExactly("enter started.running.healthy.VariantA");
        assertThat(seen).containsExactly("+a");
        system.stop("A");
        assertThat(leave().message()).isEqualTo("done");
    }

    @Test
    void events_tell_the_substate_that_the_actor_is_in() {
        boot(ActorState.HEALTHY);
        List<String> watched = new ArrayList<>();
        system.ref("A").transitions().subscribe().with(t -> watched.add(t.path()));
        enter(VariantA.class);
        assertThat(system.transitions.all()).containsExactly(new ActorTransition("A", null, ActorState.HEALTHY,
                ActorState.HEALTHY, "VariantA", Trigger.ENTER, system.transitions.all().get(0).at(), null, null));
        enter(VariantB.class);
        leave();
        assertThat(events()).containsExactly("enter started.running.healthy.VariantA",
                "enter started.running.healthy.VariantB", "leave started.running.healthy");
        assertThat(watched).containsExactly("started.running.healthy.VariantA", "started.running.healthy.VariantB",
                "started.running.healthy");
    }

    @Test
    void leaving_the_state_leaves_it_and_coming_back_does_not_enter_it() {
        boot(ActorState.HEALTHY);
        enter(VariantA.class);
        warn();
        assertThat(system.path("A")).isEqualTo("started.running.degraded");
        assertThat(seen).containsExactly("+a", "-a");
        recover();
        system.pause("A");
        system.resume("A");
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
        assertThat(seen).containsExactly("+a", "-a");
        assertThat(enter(VariantA.class).message()).isEqualTo("done");
        assertThat(seen).containsExactly("+a", "-a", "+a");
    }

    @Test
    void one_of_an_enclosing_state_is_kept_within_that() {
        boot(ActorState.RUNNING);
        enter(VariantA.class);
        warn();
        assertThat(system.path("A")).isEqualTo("started.running.degraded.VariantA");
        recover();
        assertThat(seen).containsExactly("+a");
        assertThat(events()).containsExactly("enter started.running.healthy.VariantA",
                "report_warning started.running.degraded.VariantA", "recover started.running.healthy.VariantA");
        system.pause("A");
        assertThat(system.path("A")).isEqualTo("started.paused");
        assertThat(seen).containsExactly("+a", "-a");
        system.resume("A");
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
    }

    @Test
    void one_of_started_is_not_held_by_a_pause() {
        boot(ActorState.STARTED);
        system.pause("A");
        enter(VariantA.class);
        assertThat(system.path("A")).isEqualTo("started.paused.VariantA");
        system.resume("A");
        assertThat(system.path("A")).isEqualTo("started.running.healthy.VariantA");
        assertThat(seen).containsExactly("+a");
    }

    @Test
    void a_hook_enters_it_whenever_its_state_is_entered() {
        open(variants(this, ActorState.HEALTHY).onEnter(ActorState.HEALTHY,
                () -> system.ref("A").enter(VariantA.class)));
        system.boot();
        assertThat(system.path("A")).isEqualTo("started.running.healthy.VariantA");
        system.pause("A");
        system.resume("A");
        assertThat(seen).containsExactly("+a", "-a", "+a");
    }

    @Test
    void a_restart_a_stop_and_a_crash_leave_it() {
        boot(ActorState.STARTED);
        enter(VariantA.class);
        system.restart("A");
        system.stage.advance(TestSystem.SETTINGS.cancelAfter()); // which the iteration in hand is given
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
        enter(VariantB.class);
        system.stop("A");
        assertThat(system.path("A")).isEqualTo("stopped");
        system.start("A");
        enter(VariantA.class);
        system.reportError("A", new IllegalStateException("broken"));
        system.stage.advance(TestSystem.SETTINGS.cancelAfter());
        assertThat(system.path("A")).isEqualTo("crashed");
        system.start("A");
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
        assertThat(seen).containsExactly("+a", "-a", "+b", "-b", "+a", "-a");
        assertThat(system.transitions.last("A", ActorState.CRASHED).substate()).isNull();
    }

    @Test
    void outside_of_its_state_it_cannot_be_entered() {
        boot(ActorState.HEALTHY);
        system.pause("A");
        Call call = enter(VariantA.class);
        assertThat(call.failure()).isExactlyInstanceOf(IllegalTransitionException.class)
                .hasMessage("A cannot enter VariantA: it is started.paused, and VariantA is a sub-state of "
                        + "started.running.healthy; allowed there: resume, stop, restart, report_error");
        assertThat(seen).isEmpty();
        assertThat(system.path("A")).isEqualTo("started.paused");
    }

    @Test
    void another_call_that_is_refused_names_it() {
        boot(ActorState.RUNNING);
        enter(VariantA.class);
        system.ref("A").stop();
        Call resume = system.resume("A");
        assertThat(resume.message()).isEqualTo(
                "A cannot resume: it is stopped; allowed there: start, report_error");
        assertThat(system.ref("A").toString()).isEqualTo("ActorRef[A stopped]");
        system.start("A");
        enter(VariantA.class);
        assertThat(system.ref("A").toString()).isEqualTo("ActorRef[A started.running.healthy.VariantA]");
    }

    @Test
    void it_is_judged_when_it_is_reached() {
        open(variants(this, ActorState.HEALTHY).onEnter(ActorState.PAUSED,
                () -> system.stage.block(Duration.ofSeconds(1))));
        system.boot();
        Call pause = system.pause("A");
        Call early = enter(VariantA.class);
        Call resume = system.resume("A");
        Call late = enter(VariantB.class);
        assertThat(List.of(pause.isDone(), early.isDone(), late.isDone())).containsOnly(false);
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(early.failure()).isInstanceOf(IllegalTransitionException.class);
        assertThat(resume.message()).isEqualTo("done");
        assertThat(late.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("started.running.healthy.VariantB");
    }

    @Test
    void no_hook_runs_and_no_guard_is_asked() {
        open(variants(this, ActorState.HEALTHY).watch(seen::add).guard(Trigger.PAUSE, () -> false));
        system.boot();
        seen.clear();
        enter(VariantA.class);
        leave();
        assertThat(seen).containsExactly("+a", "-a");
        assertThat(system.pause("A").failure()).isInstanceOf(TransitionVetoedException.class);
    }

    @Test
    void one_that_no_task_carries_is_unknown() {
        open(variants(this, ActorState.HEALTHY), actor("B"));
        assertThatThrownBy(() -> system.ref("A").enter(Elsewhere.class)).isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(Elsewhere.class.getName() + " is no sub-state of A: name one that a task of A carries, such as "
                        + "VariantA, VariantB");
        assertThatThrownBy(() -> system.ref("B").enter(VariantA.class))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(VariantA.class.getName() + " is no sub-state of B: no task of B carries one");
    }

    @Test
    void the_end_of_the_application_refuses_it() {
        boot(ActorState.HEALTHY);
        system.shutdown();
        assertThat(enter(VariantA.class).failure()).isExactlyInstanceOf(ActorException.class)
                .hasMessage("The enter of A was refused: the application is stopping");
    }

    @Test
    void what_has_failed_or_succeeded_in_it_does_not_begin_again() {
        open(actor("A").source("a", () -> {
            seen.add("+a");
            return TaskResult.success();
        }).in(VariantA.class, ActorState.RUNNING).asyncSource("b", () -> endless("b")).in(VariantB.class,
                ActorState.RUNNING));
        system.boot();
        assertThat(system.completion("A").message()).isEqualTo("done");
        enter(VariantA.class);
        leave();
        enter(VariantA.class);
        assertThat(seen).containsExactly("+a");
        assertThat(state("a")).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void a_consumer_keeps_the_item_in_hand_for_the_next_time() {
        int[] next = { 0 };
        List<Object> consumed = new ArrayList<>();
        open(actor("P").source("numbers", () -> next[0] == 3 ? TaskResult.success() : next[0]++),
                actor("A").requires("P").asyncSink("a", from("P", "numbers"), item -> {
                    seen.add("+" + item);
                    return seen.size() == 2 ? Uni.createFrom().nothing()
                            : Uni.createFrom().nullItem().invoke(() -> consumed.add(item));
                }).in(VariantA.class, ActorState.RUNNING));
        system.boot();
        assertThat(seen).isEmpty();
        enter(VariantA.class);
        assertThat(seen).containsExactly("+0", "+1");
        leave();
        enter(VariantA.class);
        assertThat(seen).containsExactly("+0", "+1", "+1", "+2");
        assertThat(consumed).containsExactly(0, 1, 2);
    }

    @Test
    void a_schedule_begins_anew_each_time() {
        List<Long> ticks = new ArrayList<>();
        open(actor("A").work("a", () -> ticks.add(system.stage.now().toMillis())).every(Duration.ofMillis(200))
                .in(VariantA.class, ActorState.HEALTHY));
        system.boot();
        system.stage.advance(Duration.ofMillis(100));
        enter(VariantA.class);
        system.stage.advance(Duration.ofMillis(250));
        leave();
        system.stage.advance(Duration.ofMillis(400));
        enter(VariantA.class);
        system.stage.advance(Duration.ofMillis(100));
        assertThat(ticks).containsExactly(100L, 300L, 750L);
    }
}
