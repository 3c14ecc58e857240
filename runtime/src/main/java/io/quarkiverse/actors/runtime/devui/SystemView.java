package io.quarkiverse.actors.runtime.devui;

import java.util.List;
import java.util.Map;

/**
 * The actors at a moment, as the Dev UI shows them.
 *
 * @param actors all actors, in the order of the graph
 */
public record SystemView(List<ActorView> actors) {

    /**
     * An actor.
     *
     * @param name its name
     * @param keyed whether there is an instance for each key
     * @param path its state with all that enclose it; null if it is keyed
     * @param dependencies what it depends on directly
     * @param resources the names of its resources, in the order of their acquisition
     * @param tasks its tasks; none if it is keyed
     * @param messages how many messages wait or run
     * @param failure why it has crashed, or else the latest failure of its tasks; null if there is none
     * @param triggers what may be called now, in lower case; none if it is keyed
     * @param instances if it is keyed, how many instances are in a state, by path
     * @param troubled if it is keyed, the keys of some instances that are unhealthy or have crashed
     */
    public record ActorView(String name, boolean keyed, String path, List<DependencyView> dependencies, List<String> resources,
            List<TaskView> tasks, int messages, String failure, List<String> triggers, Map<String, Integer> instances,
            List<String> troubled) {
    }

    /**
     * A dependency.
     *
     * @param actor the name of the actor
     * @param required whether the dependent cannot do without it
     */
    public record DependencyView(String actor, boolean required) {
    }

    /**
     * A task.
     *
     * @param name its name
     * @param state its state, in lower case
     * @param iterations how many iterations have begun since the start
     * @param emitted how many items were emitted
     * @param skipped how many times it was passed over
     * @param failed how many iterations failed
     * @param retried how many iterations asked to be repeated
     * @param failure its last failure; null if there is none
     * @param inputs what it consumes
     */
    public record TaskView(String name, String state, long iterations, long emitted, long skipped, long failed, long retried,
            String failure, List<InputView> inputs) {
    }

    /**
     * A stream that a task consumes.
     *
     * @param producer the task that emits it, such as {@code FileHead#lines}
     * @param buffered how many items wait
     * @param capacity for how many there is room
     */
    public record InputView(String producer, int buffered, int capacity) {
    }

    /**
     * The states of an actor.
     *
     * @param states all states
     * @param moves what leads from one to another
     * @param mermaid the same as the text of a Mermaid diagram
     */
    public record StatesView(List<StateView> states, List<MoveView> moves, String mermaid) {
    }

    /**
     * A state.
     *
     * @param name its name as in a path
     * @param parent the name of the state that encloses it; null if none does
     */
    public record StateView(String name, String parent) {
    }

    /**
     * A move between states.
     *
     * @param from the name of the state that it leads from
     * @param to the name of the state that it leads to
     * @param triggers what may call for it, in lower case; none if it just follows
     */
    public record MoveView(String from, String to, List<String> triggers) {
    }
}
