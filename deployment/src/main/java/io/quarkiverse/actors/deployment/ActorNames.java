package io.quarkiverse.actors.deployment;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jboss.jandex.DotName;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorKey;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorScoped;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Guard;
import io.quarkiverse.actors.Keyed;
import io.quarkiverse.actors.Managed;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.OnExit;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Substate;
import io.quarkiverse.actors.Supervised;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The names of the types that the build looks for. */
final class ActorNames {

    static final DotName ACTOR = DotName.createSimple(Actor.class);
    static final DotName ACTOR_KEY = DotName.createSimple(ActorKey.class);
    static final DotName ACTOR_REF = DotName.createSimple(ActorRef.class);
    static final DotName ACTOR_SCOPED = DotName.createSimple(ActorScoped.class);
    static final DotName ACTOR_STREAM = DotName.createSimple(ActorStream.class);
    static final DotName ACTOR_SYSTEM = DotName.createSimple(ActorSystem.class);
    static final DotName ACTOR_TRANSITION = DotName.createSimple(ActorTransition.class);
    static final DotName CONSUME_FROM = DotName.createSimple(ConsumeFrom.class);
    static final DotName CONSUME_FROM_LIST = DotName.createSimple(ConsumeFrom.List.class);
    static final DotName DEPENDS_ON = DotName.createSimple(DependsOn.class);
    static final DotName DEPENDS_ON_LIST = DotName.createSimple(DependsOn.List.class);
    static final DotName GUARD = DotName.createSimple(Guard.class);
    static final DotName KEYED = DotName.createSimple(Keyed.class);
    static final DotName ON_ENTER = DotName.createSimple(OnEnter.class);
    static final DotName ON_EXIT = DotName.createSimple(OnExit.class);
    static final DotName RESOURCE = DotName.createSimple(Resource.class);
    static final DotName SUBSTATE = DotName.createSimple(Substate.class);
    static final DotName SUPERVISED = DotName.createSimple(Supervised.class);
    static final DotName TASK = DotName.createSimple(Task.class);

    static final DotName MANAGED = DotName.createSimple(Managed.class);
    static final DotName TASK_RESULT = DotName.createSimple(TaskResult.class);
    static final DotName UNI = DotName.createSimple(Uni.class);
    static final DotName MULTI = DotName.createSimple(Multi.class);
    static final DotName COMPLETION_STAGE = DotName.createSimple(CompletionStage.class);
    static final DotName AUTO_CLOSEABLE = DotName.createSimple(AutoCloseable.class);
    static final DotName STRING = DotName.createSimple(String.class);
    static final DotName VOID = DotName.createSimple(Void.class);
    static final DotName LIST = DotName.createSimple(List.class);

    static final DotName BLOCKING = DotName.createSimple(Blocking.class);
    static final DotName NON_BLOCKING = DotName.createSimple(NonBlocking.class);
    static final DotName RUN_ON_VIRTUAL_THREAD = DotName.createSimple(RunOnVirtualThread.class);
    static final DotName JAKARTA_RESOURCE = DotName.createSimple("jakarta.annotation.Resource");

    /** What says on which thread a method runs, in the order in which messages name them. */
    static final List<DotName> THREADING = List.of(BLOCKING, NON_BLOCKING, RUN_ON_VIRTUAL_THREAD);

    /** What makes a method one that the actor system calls, in the order in which messages name them. */
    static final List<DotName> ROLES = List.of(TASK, RESOURCE, ON_ENTER, ON_EXIT, GUARD);

    private ActorNames() {
    }
}
