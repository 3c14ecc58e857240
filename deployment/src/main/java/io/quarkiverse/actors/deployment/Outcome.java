package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.COMPLETION_STAGE;
import static io.quarkiverse.actors.deployment.ActorNames.MULTI;
import static io.quarkiverse.actors.deployment.ActorNames.TASK_RESULT;
import static io.quarkiverse.actors.deployment.ActorNames.UNI;

import org.jboss.jandex.Type;

import io.quarkiverse.actors.runtime.model.MethodModel.Returns;

/**
 * What a return type says about a method.
 *
 * @param returns the kind of the return type
 * @param emits whether the runtime has to look at what the method returned
 * @param value the type of the value without what wraps it, but with {@code TaskResult}
 * @param item the type of the items that a task emits; null if it emits none
 */
record Outcome(Returns returns, boolean emits, Type value, Type item) {

    static Outcome of(Type returnType, JavaTypes types) {
        if (!JavaTypes.isVoid(returnType)) {
            Type multi = types.asSuper(returnType, MULTI);
            if (multi != null) {
                return of(Returns.MULTI, JavaTypes.onlyArgument(multi), types);
            }
            Type uni = types.asSuper(returnType, UNI);
            if (uni != null) {
                return of(Returns.UNI, JavaTypes.onlyArgument(uni), types);
            }
            Type stage = types.asSuper(returnType, COMPLETION_STAGE);
            if (stage != null) {
                return of(Returns.STAGE, JavaTypes.onlyArgument(stage), types);
            }
        }
        return of(Returns.VALUE, returnType, types);
    }

    private static Outcome of(Returns returns, Type value, JavaTypes types) {
        if (JavaTypes.isVoid(value)) {
            return new Outcome(returns, false, value, null);
        }
        Type result = returns == Returns.MULTI ? null : types.asSuper(value, TASK_RESULT);
        Type item = result == null ? value : JavaTypes.onlyArgument(result);
        return new Outcome(returns, true, value, JavaTypes.isVoid(item) ? null : item);
    }
}
