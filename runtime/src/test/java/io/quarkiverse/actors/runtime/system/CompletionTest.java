package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Multi;

/** When tasks and actors are complete. */
class CompletionTest extends SystemTest {

    private final List<Object> consumed = new ArrayList<>();

    private static TestActor numbers(String name, int count) {
        int[] next = { 0 };
        return actor(name).source("numbers", () -> next[0] == count ? TaskResult.success() : next[0]++);
    }

    private static TestActor endless(String name) {
        return actor(name).source("task", TaskResult::skip);
    }

    @Test
    void the_end_of_a_source_runs_down_the_pipeline() {
        open(numbers("A", 300), actor("B").requires("A").pipe("same", from("A", "numbers", 5), item -> item),
                actor("C").requires("B").sink("sink", from("B", "same", 3), consumed::add));
        Call all = Call.of(system.actors.completion());
        Call c = Call.of(system.ref("C").completion());
        system.stage.settle();
        assertThat(c.isDone()).isFalse();
        system.boot();
        assertThat(c.message()).isEqualTo("done");
        assertThat(all.message()).isEqualTo("done");
        assertThat(consumed).containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
        assertThat(system.task("C", "sink").state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(system.path("C")).isEqualTo("started.running.healthy");
    }

    @Test
    void a_last_value_is_emitted() {
        open(actor("A").source("one", () -> TaskResult.success("last")),
                actor("B").requires("A").sink("sink", from("A", "one"), consumed::add));
        system.boot();
        assertThat(consumed).containsExactly("last");
        assertThat(system.completion("B").message()).isEqualTo("done");
    }

    @Test
    void an_actor_is_complete_when_all_its_tasks_are() {
        boolean[] ends = { false };
        open(actor("A").source("now", TaskResult::success).source("later",
                () -> ends[0] ? TaskResult.success() : TaskResult.skip()));
        system.boot();
        Call completion = system.completion("A");
        assertThat(completion.isDone()).isFalse();
        ends[0] = true;
        system.stage.advance(java.time.Duration.ofSeconds(1));
        assertThat(completion.message()).isEqualTo("done");
    }

    @Test
    void an_actor_without_tasks_is_complete_once_it_is_started() {
        open(actor("A"));
        Call completion = system.completion("A");
        assertThat(completion.isDone()).isFalse();
        system.start("A");
        assertThat(completion.message()).isEqualTo("done");
    }

    @Test
    void a_stop_completes() {
        open(endless("A"));
        system.start("A");
        Call completion = system.completion("A");
        Call all = system.play(system.actors.completion());
        system.stop("A");
        assertThat(completion.message()).isEqualTo("done");
        assertThat(all.message()).isEqualTo("done");
    }

    @Test
    void a_crash_fails_it() {
        open(endless("A"), endless("B"));
        system.boot();
        Call completion = system.completion("A");
        Call all = system.play(system.actors.completion());
        system.reportError("A", new IllegalStateException("broken"));
        assertThat(completion.message()).isEqualTo("broken");
        assertThat(all.message()).isEqualTo("broken");
        assertThat(system.completion("B").isDone()).isFalse();
    }

    @Test
    void a_start_begins_anew() {
        boolean[] ends = { true };
        open(actor("A").source("task", () -> ends[0] ? TaskResult.success() : TaskResult.skip()));
        system.start("A");
        assertThat(system.completion("A").message()).isEqualTo("done");
        system.stop("A");
        ends[0] = false;
        system.start("A");
        assertThat(system.completion("A").isDone()).isFalse();
    }

    @Test
    void what_is_on_demand_and_never_started_is_not_waited_for() {
        open(actor("A"), endless("D").onDemand());
        system.boot();
        assertThat(system.play(system.actors.completion()).message()).isEqualTo("done");
    }

    @Test
    void a_stream_completes_with_its_multi() {
        open(actor("A").stream("numbers", () -> Multi.createFrom().range(0, 1000)),
                actor("B").requires("A").sink("sink", from("A", "numbers", 7), consumed::add));
        system.boot();
        assertThat(consumed).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
        assertThat(system.completion("A").message()).isEqualTo("done");
        assertThat(system.completion("B").message()).isEqualTo("done");
    }

    @Test
    void a_stream_is_watched_from_outside_until_it_completes() {
        List<Object> watched = new ArrayList<>();
        open(numbers("A", 5));
        system.actors.stream("A", "numbers").subscribe().with(watched::add, () -> watched.add("end"));
        system.boot();
        assertThat(watched).containsExactly(0, 1, 2, 3, 4, "end");
        system.actors.stream("A", "numbers").subscribe().with(watched::add, () -> watched.add("end at once"));
        system.stage.settle();
        assertThat(watched).endsWith("end", "end at once");
    }

    @Test
    void who_watches_a_stream_between_stop_and_start_sees_the_next_run() {
        List<Object> watched = new ArrayList<>();
        open(actor("A").stream("numbers", () -> Multi.createFrom().range(0, 5)));
        system.boot();
        system.stop("A");
        system.actors.stream("A", "numbers").subscribe().with(watched::add, () -> watched.add("end"));
        system.stage.settle();
        assertThat(watched).isEmpty();
        system.start("A");
        assertThat(watched).containsExactly(0, 1, 2, 3, 4, "end");
    }

    @Test
    void the_application_ends_every_stream_that_is_watched() {
        List<Object> watched = new ArrayList<>();
        open(endless("A"));
        system.boot();
        system.actors.stream("A", "task").subscribe().with(watched::add, () -> watched.add("end"));
        system.stop("A");
        assertThat(watched).isEmpty();
        system.shutdown();
        assertThat(watched).containsExactly("end");
    }
}
