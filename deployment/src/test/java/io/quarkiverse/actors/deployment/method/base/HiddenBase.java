package io.quarkiverse.actors.deployment.method.base;

import io.quarkiverse.actors.Task;

/** In another package than the actor that extends it. */
public abstract class HiddenBase {

    @Task
    String lines() {
        return "hidden";
    }
}
