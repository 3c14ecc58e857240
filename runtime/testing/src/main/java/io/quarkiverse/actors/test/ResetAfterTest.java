package io.quarkiverse.actors.test;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.test.junit.callback.QuarkusTestAfterTestExecutionCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;

/** Undoes after each {@code @QuarkusTest} method what it has done by way of {@link ActorTestKit}; found by JUnit. */
public final class ResetAfterTest implements QuarkusTestAfterTestExecutionCallback {

    @Override
    public void afterTestExecution(QuarkusTestMethodContext context) {
        ArcContainer container = Arc.container();
        if (container != null && container.isRunning()) {
            InstanceHandle<ActorTestKit> kit = container.instance(ActorTestKit.class);
            if (kit.isAvailable()) {
                kit.get().reset();
            }
        }
    }
}
