package io.quarkiverse.actors.deployment.method.base;

import java.io.StringReader;

import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;

/** In another package than the actor that extends it. */
public abstract class ProtectedBase {

    @Task
    protected String lines() {
        return "protected";
    }

    @Resource
    protected StringReader text() {
        return new StringReader("");
    }
}
