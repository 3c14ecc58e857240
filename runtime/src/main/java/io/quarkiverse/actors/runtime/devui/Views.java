package io.quarkiverse.actors.runtime.devui;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.runtime.devui.SystemView.ActorView;
import io.quarkiverse.actors.runtime.devui.SystemView.DependencyView;
import io.quarkiverse.actors.runtime.devui.SystemView.InputView;
import io.quarkiverse.actors.runtime.devui.SystemView.MoveView;
import io.quarkiverse.actors.runtime.devui.SystemView.StateView;
import io.quarkiverse.actors.runtime.devui.SystemView.StatesView;
import io.quarkiverse.actors.runtime.devui.SystemView.TaskView;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.lifecycle.StateDiagram;
import io.quarkiverse.actors.runtime.lifecycle.StateMachine;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.SubstateModel;
import io.quarkiverse.actors.runtime.system.Actors;
import io.quarkiverse.actors.runtime.system.Census;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.task.TaskFailure;

/** Looks at actors. Any thread; asks no actor. */
final class Views {

    private Views() {
    }

    static SystemView of(Actors actors) {
        Map<String, ActorCell> ordinary = new LinkedHashMap<>();
        actors.ordinary().forEach(cell -> ordinary.put(cell.name(), cell));
        return new SystemView(actors.graph().actors().stream()
                .map(name -> ordinary.containsKey(name) ? ordinary(ordinary.get(name)) : keyed(actors, name)).toList());
    }

    private static ActorView ordinary(ActorCell cell) {
        ActorModel model = cell.model();
        List<TaskView> tasks = cell.tasks().stream().map(Views::task).toList();
        List<String> triggers = StateMachine.allowed(cell.state()).stream().map(Views::lower).toList();
        return new ActorView(model.name(), false, cell.path(), dependencies(model), resources(model), tasks,
                cell.mailbox().size(), failure(cell), triggers, Map.of(), List.of());
    }

    /** Why it has crashed, or else the latest failure of its tasks. */
    private static String failure(ActorCell cell) {
        Throwable crash = cell.crash();
        if (crash != null) {
            return crash.toString();
        }
        return cell.tasks().stream().map(Task::lastFailure).filter(Objects::nonNull)
                .max(Comparator.comparing(TaskFailure::at)).map(failure -> failure.cause().toString()).orElse(null);
    }

    private static ActorView keyed(Actors actors, String name) {
        ActorModel model = actors.model(name);
        Census census = actors.census(name);
        Map<String, Integer> instances = new LinkedHashMap<>();
        census.states().forEach((state, count) -> instances.put(state.path(), count));
        int messages = actors.instances(name).stream().mapToInt(instance -> instance.mailbox().size()).sum();
        return new ActorView(name, true, null, dependencies(model), resources(model), List.of(), messages, null, List.of(),
                instances, census.troubled());
    }

    private static List<DependencyView> dependencies(ActorModel model) {
        return model.dependencies().stream().map(edge -> new DependencyView(edge.actor(), edge.required())).toList();
    }

    private static List<String> resources(ActorModel model) {
        return model.resources().stream().map(resource -> resource.method().name()).toList();
    }

    private static TaskView task(Task task) {
        TaskSnapshot now = task.snapshot();
        List<InputModel> inputs = task.model().inputs();
        return new TaskView(now.name(), lower(now.state()), now.iterations(), now.emitted(), now.skipped(), now.failed(),
                now.retried(), now.lastFailure() == null ? null : now.lastFailure().toString(),
                IntStream.range(0, inputs.size()).mapToObj(i -> input(task, i, inputs.get(i))).toList());
    }

    private static InputView input(Task task, int position, InputModel input) {
        return new InputView(input.actor() + "#" + input.task(), task.buffered(position), input.buffer());
    }

    static StatesView states(StateDiagram diagram, List<SubstateModel> substates) {
        Stream<StateView> own = substates.stream().map(substate -> new StateView(substate.name(), lower(substate.of())));
        Stream<StateView> all = Stream.of(ActorState.values())
                .map(state -> new StateView(lower(state), state.parent() == null ? null : lower(state.parent())));
        List<MoveView> moves = diagram.edges().stream().map(edge -> new MoveView(lower(edge.from()), lower(edge.to()),
                edge.triggers().stream().map(Views::lower).toList())).toList();
        return new StatesView(Stream.concat(all, own).toList(), moves, diagram.toMermaid());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
