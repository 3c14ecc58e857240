package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.BLOCKING;
import static io.quarkiverse.actors.deployment.ActorNames.GUARD;
import static io.quarkiverse.actors.deployment.ActorNames.NON_BLOCKING;
import static io.quarkiverse.actors.deployment.ActorNames.ON_ENTER;
import static io.quarkiverse.actors.deployment.ActorNames.ON_EXIT;
import static io.quarkiverse.actors.deployment.ActorNames.RESOURCE;
import static io.quarkiverse.actors.deployment.ActorNames.RUN_ON_VIRTUAL_THREAD;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.graph.Dependency;
import io.quarkiverse.actors.runtime.graph.DependencyGraph;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.DependencyModel;
import io.quarkiverse.actors.runtime.model.HookModel;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.KeyedModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.model.SubstateModel;
import io.quarkiverse.actors.runtime.model.TaskModel;

/** Turns declarations that were validated into the model of the runtime. */
final class ModelFactory {

    private final ActorApplication application;
    private final Producers producers;

    ModelFactory(ActorApplication application) {
        this.application = application;
        this.producers = new Producers(application);
    }

    /** The models, in the order of the graph. */
    List<ActorModel> create() {
        Map<String, ActorDeclaration> actors = new LinkedHashMap<>();
        List<Dependency> edges = new ArrayList<>();
        for (ActorDeclaration actor : application.actors()) {
            actors.put(actor.name(), actor);
            actor.dependencies().forEach((type, required) -> {
                ActorDeclaration dependency = application.actor(type);
                // who is not keyed needs no instance: only the order, so that this edge implies no other
                boolean needsIt = required && (actor.isKeyed() || !dependency.isKeyed());
                edges.add(new Dependency(actor.name(), dependency.name(), needsIt));
            });
        }
        DependencyGraph graph = DependencyGraph.of(actors.keySet(), edges);
        return graph.actors().stream().map(name -> actor(actors.get(name), graph)).toList();
    }

    private ActorModel actor(ActorDeclaration actor, DependencyGraph graph) {
        String name = actor.name();
        List<DependencyModel> dependencies = graph.dependenciesOf(name).stream()
                .map(dependency -> new DependencyModel(dependency, graph.isRequired(name, dependency))).toList();
        List<ResourceModel> resources = new ArrayList<>();
        List<TaskModel> tasks = new ArrayList<>();
        List<HookModel> hooks = new ArrayList<>();
        int call = 0;
        for (MethodDeclaration declaration : actor.methods()) {
            MethodModel method = method(declaration, call++);
            if (declaration.isTask()) {
                tasks.add(task(declaration, method));
            } else if (declaration.is(RESOURCE)) {
                resources.add(resource(declaration, method));
            } else {
                hooks.addAll(hooks(declaration, method));
            }
        }
        return new ActorModel(name, actor.type().name().toString(), actor.bean().id(), actor.autoStart(), keyed(actor),
                dependencies, resources, tasks, hooks,
                SupervisionDeclaration.of(actor.type(), actor.type().simpleName()).model());
    }

    private static KeyedModel keyed(ActorDeclaration actor) {
        return actor.isKeyed() ? new KeyedModel(actor.keyType().name().toString(), actor.idleTimeout()) : null;
    }

    private TaskModel task(MethodDeclaration declaration, MethodModel method) {
        SubstateModel substate = application.substates(declaration).stream().findFirst().orElse(null);
        ActorState whileIn = substate == null ? declaration.whileIn() : substate.of();
        return new TaskModel(declaration.taskName(), method, inputs(declaration), declaration.schedule(), whileIn, substate,
                declaration.concurrency(), declaration.timeout(), declaration.stallTimeout(),
                SupervisionDeclaration.of(declaration).model());
    }

    private MethodModel method(MethodDeclaration declaration, int call) {
        Outcome outcome = application.outcome(declaration);
        return new MethodModel(declaration.method().name(), call, outcome.returns(), outcome.emits(),
                threading(declaration, outcome.returns()));
    }

    private static Threading threading(MethodDeclaration declaration, Returns returns) {
        for (AnnotationTarget place : List.of(declaration.method(), declaration.method().declaringClass(),
                declaration.actor())) {
            if (place.hasDeclaredAnnotation(BLOCKING)) {
                return Threading.BLOCKING;
            }
            if (place.hasDeclaredAnnotation(NON_BLOCKING)) {
                return Threading.NON_BLOCKING;
            }
            // on a class it is for those methods that it may be on
            if (place.hasDeclaredAnnotation(RUN_ON_VIRTUAL_THREAD) && returns == Returns.VALUE) {
                return Threading.VIRTUAL;
            }
        }
        return returns == Returns.VALUE ? Threading.BLOCKING : Threading.NON_BLOCKING;
    }

    private List<InputModel> inputs(MethodDeclaration declaration) {
        return declaration.inputs().stream().map(input -> {
            Producers.Producer producer = producers.find(ConsumerValidator.reader(declaration), input.actor(), input.task());
            return new InputModel(producer.actor().name(), producer.task(), input.buffer(), input.overflow(), input.batchSize(),
                    input.batchTimeout());
        }).toList();
    }

    private static ResourceModel resource(MethodDeclaration declaration, MethodModel method) {
        AnnotationInstance resource = declaration.method().declaredAnnotation(RESOURCE);
        boolean optional = resource.value("optional") != null && resource.value("optional").asBoolean();
        return new ResourceModel(method, MethodDeclaration.string(resource, "timeout"), optional);
    }

    private static List<HookModel> hooks(MethodDeclaration declaration, MethodModel method) {
        boolean takesTransition = !declaration.parameters().isEmpty();
        List<HookModel> hooks = new ArrayList<>();
        for (DotName role : declaration.roles()) {
            String value = declaration.method().declaredAnnotation(role).value().asEnum();
            if (role.equals(GUARD)) {
                hooks.add(new HookModel(HookModel.Kind.GUARD, null, Trigger.valueOf(value), method, takesTransition));
            } else if (role.equals(ON_ENTER)) {
                hooks.add(new HookModel(HookModel.Kind.ENTER, ActorState.valueOf(value), null, method, takesTransition));
            } else if (role.equals(ON_EXIT)) {
                hooks.add(new HookModel(HookModel.Kind.EXIT, ActorState.valueOf(value), null, method, takesTransition));
            }
        }
        return hooks;
    }
}
