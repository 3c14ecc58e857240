package io.quarkiverse.actors.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Guard;
import io.quarkiverse.actors.Managed;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.OnExit;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Substate;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.DependencyModel;
import io.quarkiverse.actors.runtime.model.HookModel;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.KeyedModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.model.ScheduleModel;
import io.quarkiverse.actors.runtime.model.SubstateModel;
import io.quarkiverse.actors.runtime.model.SupervisionModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class ModelFactoryTest {

    @Actor
    static class Source {
        @Resource(timeout = "5s", optional = true)
        StringReader text() {
            return new StringReader("");
        }

        @Task
        TaskResult<String> lines() {
            return TaskResult.success();
        }

        @Task(name = "silent")
        TaskResult<Void> nothing() {
            return TaskResult.success();
        }
    }

    @Actor(name = "the sink", autoStart = false)
    @DependsOn(Source.class)
    static class Sink {
        @Task
        @ConsumeFrom(value = Source.class, buffer = 1)
        Uni<Void> write(CharSequence line) {
            return Uni.createFrom().voidItem();
        }
    }

    @Test
    void pipeline() {
        MethodModel text = new MethodModel("text", 0, Returns.VALUE, true, Threading.BLOCKING);
        MethodModel lines = new MethodModel("lines", 1, Returns.VALUE, true, Threading.BLOCKING);
        MethodModel nothing = new MethodModel("nothing", 2, Returns.VALUE, true, Threading.BLOCKING);
        MethodModel write = new MethodModel("write", 0, Returns.UNI, false, Threading.NON_BLOCKING);
        assertThat(Declarations.models(Sink.class, Source.class)).containsExactly(
                new ActorModel("Source", Source.class.getName(), "bean of Source", true, null, List.of(),
                        List.of(new ResourceModel(text, "5s", true)),
                        List.of(TaskModel.of("lines", lines, List.of()), TaskModel.of("silent", nothing, List.of())),
                        List.of(), SupervisionModel.NONE),
                new ActorModel("the sink", Sink.class.getName(), "bean of Sink", false, null,
                        List.of(new DependencyModel("Source", true)), List.of(),
                        List.of(TaskModel.of("write", write, List.of(InputModel.of("Source", "lines", 1)))), List.of(),
                        SupervisionModel.NONE));
    }

    @Actor(keyed = true, idleTimeout = "5m")
    static class PerKey {
    }

    @Actor
    @DependsOn(PerKey.class)
    static class OfAll {
    }

    @Actor(keyed = true)
    @DependsOn({ OfAll.class, PerKey.class })
    static class SameKey {
    }

    @Test
    void keyed() {
        assertThat(Declarations.models(SameKey.class, OfAll.class, PerKey.class)).containsExactly(
                new ActorModel("PerKey", PerKey.class.getName(), "bean of PerKey", false,
                        new KeyedModel("java.lang.String", "5m"), List.of(), List.of(), List.of(), List.of(),
                        SupervisionModel.NONE),
                new ActorModel("OfAll", OfAll.class.getName(), "bean of OfAll", true, null,
                        List.of(new DependencyModel("PerKey", false)), List.of(), List.of(), List.of(), SupervisionModel.NONE),
                new ActorModel("SameKey", SameKey.class.getName(), "bean of SameKey", false,
                        new KeyedModel("java.lang.String", ""),
                        List.of(new DependencyModel("PerKey", true), new DependencyModel("OfAll", true)), List.of(), List.of(),
                        List.of(), SupervisionModel.NONE));
    }

    @Actor
    static class Signatures {
        @Task
        void voids() {
        }

        @Task
        Void boxedVoid() {
            return null;
        }

        @Task
        int values() {
            return 1;
        }

        @Task
        Uni<TaskResult<String>> unis() {
            return null;
        }

        @Task
        CompletionStage<Void> stages() {
            return null;
        }

        @Task
        CompletableFuture<String> futures() {
            return null;
        }

        @Task
        Multi<String> multis() {
            return null;
        }

        @Task
        @NonBlocking
        String quick() {
            return "";
        }

        @Task
        @Blocking
        Uni<String> slow() {
            return null;
        }
    }

    @Test
    void signatures() {
        assertThat(Declarations.models(Signatures.class).get(0).tasks()).extracting(TaskModel::method).containsExactly(
                new MethodModel("voids", 0, Returns.VALUE, false, Threading.BLOCKING),
                new MethodModel("boxedVoid", 1, Returns.VALUE, false, Threading.BLOCKING),
                new MethodModel("values", 2, Returns.VALUE, true, Threading.BLOCKING),
                new MethodModel("unis", 3, Returns.UNI, true, Threading.NON_BLOCKING),
                new MethodModel("stages", 4, Returns.STAGE, false, Threading.NON_BLOCKING),
                new MethodModel("futures", 5, Returns.STAGE, true, Threading.NON_BLOCKING),
                new MethodModel("multis", 6, Returns.MULTI, true, Threading.NON_BLOCKING),
                new MethodModel("quick", 7, Returns.VALUE, true, Threading.NON_BLOCKING),
                new MethodModel("slow", 8, Returns.UNI, true, Threading.BLOCKING));
    }

    @Actor
    @NonBlocking
    static class Quick {
        @Task
        String values() {
            return "";
        }

        @Task
        @Blocking
        String slow() {
            return "";
        }
    }

    @Test
    void threadingOfAClass() {
        assertThat(Declarations.models(Quick.class).get(0).tasks()).extracting(task -> task.method().threading())
                .containsExactly(Threading.NON_BLOCKING, Threading.BLOCKING);
    }

    @Actor
    @RunOnVirtualThread
    static class Virtual {
        @Task
        String values() {
            return "";
        }

        @Task
        Uni<String> unis() {
            return null;
        }

        @Task
        @Blocking
        String slow() {
            return "";
        }
    }

    @Test
    void virtualThreadsAreForWhatBlocks() {
        assertThat(Declarations.models(Virtual.class).get(0).tasks()).extracting(task -> task.method().threading())
                .containsExactly(Threading.VIRTUAL, Threading.NON_BLOCKING, Threading.BLOCKING);
    }

    @Actor
    @DependsOn(Source.class)
    static class Periodic {
        @Task(every = "${poll.interval:1s}", delayed = "5s", timeout = "10s", stallTimeout = "${stall:1m}")
        void every() {
        }

        @Task(cron = "off", timeZone = "UTC", whileIn = ActorState.UNHEALTHY)
        void cron() {
        }

        @Task(concurrency = 4)
        @ConsumeFrom(value = Source.class, task = "lines", overflow = Overflow.DROP_NEWEST, batchSize = 10, batchTimeout = "1s")
        void batches(List<String> lines) {
        }

        @Task
        @ConsumeFrom(value = Source.class, task = "lines")
        Multi<String> process(Multi<String> lines) {
            return lines;
        }
    }

    @Test
    void membersOfTasksAsWritten() {
        assertThat(Declarations.models(Source.class, Periodic.class).get(1).tasks()).containsExactly(
                new TaskModel("every", new MethodModel("every", 0, Returns.VALUE, false, Threading.BLOCKING), List.of(),
                        new ScheduleModel("${poll.interval:1s}", "", "", "5s"), ActorState.RUNNING, null, 1, "10s",
                        "${stall:1m}",
                        SupervisionModel.NONE),
                new TaskModel("cron", new MethodModel("cron", 1, Returns.VALUE, false, Threading.BLOCKING), List.of(),
                        new ScheduleModel("", "off", "UTC", ""), ActorState.UNHEALTHY, null, 1, "", "",
                        SupervisionModel.NONE),
                new TaskModel("batches", new MethodModel("batches", 2, Returns.VALUE, false, Threading.BLOCKING),
                        List.of(new InputModel("Source", "lines", 256, Overflow.DROP_NEWEST, 10, "1s")), ScheduleModel.NONE,
                        ActorState.RUNNING, null, 4, "", "", SupervisionModel.NONE),
                TaskModel.of("process", new MethodModel("process", 3, Returns.MULTI, true, Threading.NON_BLOCKING),
                        List.of(InputModel.of("Source", "lines", 256))));
    }

    @Substate(of = ActorState.DEGRADED)
    @interface Thrifty {
    }

    @Actor
    static class Variants {
        @Task
        @Thrifty
        @Deprecated
        void save() {
        }
    }

    @Test
    void aTaskRunsInTheStateOfItsSubstate() {
        SubstateModel thrifty = new SubstateModel(Thrifty.class.getName(), "Thrifty", ActorState.DEGRADED);

        assertThat(Declarations.models(Variants.class, Thrifty.class).get(0).tasks()).containsExactly(
                new TaskModel("save", new MethodModel("save", 0, Returns.VALUE, false, Threading.BLOCKING), List.of(),
                        ScheduleModel.NONE, ActorState.DEGRADED, thrifty, 1, "", "", SupervisionModel.NONE));
    }

    @Actor
    static class Hooks {
        @OnEnter(ActorState.STARTING)
        void begin() {
        }

        @OnEnter(ActorState.PAUSED)
        @OnExit(ActorState.RUNNING)
        Uni<Void> both(ActorTransition transition) {
            return null;
        }

        @Guard(Trigger.STOP)
        boolean mayStop() {
            return true;
        }
    }

    @Test
    void hooks() {
        MethodModel both = new MethodModel("both", 1, Returns.UNI, false, Threading.NON_BLOCKING);
        assertThat(Declarations.models(Hooks.class).get(0).hooks()).containsExactly(
                new HookModel(HookModel.Kind.ENTER, ActorState.STARTING, null,
                        new MethodModel("begin", 0, Returns.VALUE, false, Threading.BLOCKING), false),
                new HookModel(HookModel.Kind.ENTER, ActorState.PAUSED, null, both, true),
                new HookModel(HookModel.Kind.EXIT, ActorState.RUNNING, null, both, true),
                new HookModel(HookModel.Kind.GUARD, null, Trigger.STOP,
                        new MethodModel("mayStop", 2, Returns.VALUE, true, Threading.BLOCKING), false));
    }

    abstract static class Base<T> {
        @Task
        void zulu() {
        }

        @Task
        void alpha() {
        }

        @Task
        void overridden() {
        }

        @Task
        void overriddenAndAnnotated(/* the first place is lost */) {
        }

        @Task
        @ConsumeFrom(Source.class)
        void generic(T item) {
        }

        @Resource
        Uni<Managed<T>> managed() {
            return null;
        }
    }

    @Actor
    @DependsOn(Source.class)
    static class Derived extends Base<String> {
        @Task
        void mike() {
        }

        @Override
        void overridden() {
        }

        @Override
        @Task
        void overriddenAndAnnotated() {
        }
    }

    @Test
    void superclassFirstThenDeclarationAndOverridesByTheirOwn() {
        ActorModel derived = Declarations.models(Source.class, Derived.class, Base.class).get(1);
        assertThat(derived.tasks()).extracting(TaskModel::name).containsExactly("zulu", "alpha", "generic", "mike",
                "overriddenAndAnnotated");
        assertThat(derived.tasks()).extracting(task -> task.method().call()).containsExactly(0, 1, 2, 4, 5);
        assertThat(derived.resources()).extracting(resource -> resource.method().call()).containsExactly(3);
    }

    @Actor
    @DependsOn(Source.class)
    static class DerivedWithAnotherType extends Base<Integer> {
    }

    @Test
    void typeVariablesOfSuperclassesAreResolved() {
        assertThat(Declarations.errors(Source.class, DerivedWithAnotherType.class, Base.class)).containsExactly(
                "DerivedWithAnotherType#generic(Integer), declared in Base, consumes from Source#lines, which emits String, "
                        + "but takes Integer: let it take String or a supertype");
    }

    @Actor
    static class Middle {
        @Inject
        Source source;
    }

    @Actor
    static class Hints {
        @Task
        String hints() {
            return "";
        }
    }

    @Actor
    @DependsOn(Middle.class)
    @DependsOn(value = Hints.class, required = false)
    static class Top {
        @Inject
        Source source;
        @Inject
        Hints hints;

        @Task
        @ConsumeFrom(Source.class)
        @ConsumeFrom(Hints.class)
        void merge(String line) {
        }
    }

    @Test
    void impliedDependencyIsDroppedAndStillAllowsToConsume() {
        ActorModel top = Declarations.models(Top.class, Middle.class, Source.class, Hints.class).get(3);
        assertThat(top.name()).isEqualTo("Top");
        assertThat(top.dependencies()).containsExactly(new DependencyModel("Hints", false),
                new DependencyModel("Middle", true));
        assertThat(top.tasks().get(0).inputs()).containsExactly(InputModel.of("Source", "lines", 256),
                InputModel.of("Hints", "hints", 256));
    }
}
