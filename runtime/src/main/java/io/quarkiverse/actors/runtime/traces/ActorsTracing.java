package io.quarkiverse.actors.runtime.traces;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.runtime.Tracing;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.smallrye.mutiny.Multi;

/** A span for each iteration that an item has started, and for each message. */
@Singleton
public class ActorsTracing implements Tracing {

    private final Spans spans;

    @Inject
    ActorsTracing(Instance<OpenTelemetry> openTelemetry) {
        // quarkus.otel.enabled may have left it out
        OpenTelemetry telemetry = openTelemetry.isResolvable() ? openTelemetry.get() : OpenTelemetry.noop();
        this.spans = new Spans(telemetry.getTracer("io.quarkiverse.actors"));
    }

    @Override
    public MethodCall around(MethodCall call, String actor, TaskModel task, boolean consumed) {
        boolean consumes = !task.inputs().isEmpty();
        boolean encloses = consumed && task.method().emits();
        if (!consumes && !encloses) {
            return call;
        }
        TaskSpans ofTask = new TaskSpans(spans, actor, task.name());
        Returns returns = task.method().returns();
        return returns == Returns.MULTI ? new TracedStream(call, ofTask, encloses)
                : new TracedCall(call, ofTask, returns != Returns.VALUE, consumes, encloses);
    }

    @Override
    public Contexts around(Contexts contexts) {
        return new TracedContexts(contexts, spans);
    }

    @Override
    public Multi<Object> bare(Multi<Object> items) {
        return items.map(Envelope::bare);
    }

    @Override
    public DeadLetter bare(DeadLetter letter) {
        return new DeadLetter(letter.actor(), letter.key(), letter.task(), Envelope.bareArgument(letter.item()), letter.cause(),
                letter.attempts());
    }
}
