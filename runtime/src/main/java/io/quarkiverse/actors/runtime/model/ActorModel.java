package io.quarkiverse.actors.runtime.model;

import java.util.List;
import java.util.Objects;

/**
 * An actor as the build found it.
 *
 * @param name the unique name
 * @param beanClass the name of the bean class
 * @param beanId the identifier of the CDI bean
 * @param autoStart whether the actor starts with the application
 * @param keyed what there is to know of a keyed actor, which starts when it is first asked for; null for others
 * @param dependencies the direct dependencies, reduced, in the order of the graph
 * @param resources the resources, in the order of their acquisition
 * @param tasks the tasks, in the order of declaration
 * @param hooks the hooks and guards, in the order of declaration
 * @param supervision how a start that fails is repeated; the failures of a task are for its own model to say
 */
public record ActorModel(String name, String beanClass, String beanId, boolean autoStart, KeyedModel keyed,
        List<DependencyModel> dependencies, List<ResourceModel> resources, List<TaskModel> tasks, List<HookModel> hooks,
        SupervisionModel supervision) {

    /**
     * Whether there is an instance for each key.
     *
     * @return {@code false} for an actor of which there is one
     */
    public boolean isKeyed() {
        return keyed != null;
    }

    /**
     * The sub-states of the application's own that the tasks carry.
     *
     * @return each once, in the order of the tasks
     */
    public List<SubstateModel> substates() {
        return tasks.stream().map(TaskModel::substate).filter(Objects::nonNull).distinct().toList();
    }
}
