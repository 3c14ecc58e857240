package io.quarkiverse.actors.benchmarks.pipeline;

import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.Flow;

/** The pipelines of the peers. */
public enum PeerPipeline {
    /** A {@code Multi}. */
    MUTINY,
    /** A {@code Multi} with {@code emitOn}, on a thread for each step. */
    MUTINY_EMIT_ON,
    /** A {@code Flux}. */
    REACTOR,
    /** A {@code Flux} with {@code publishOn}, on a thread for each step. */
    REACTOR_PUBLISH_ON,
    /** A stream of Pekko, fused. */
    PEKKO,
    /** A stream of Pekko, an island for each step. */
    PEKKO_ASYNC,
    /** {@code ArrayBlockingQueue} between platform threads. */
    QUEUE,
    /** The same between virtual threads; before Java 21, worker threads. */
    QUEUE_VIRTUAL,
    /** {@code @ConsumeEvent} methods. */
    EVENT_BUS,
    /** {@code @Incoming} and {@code @Outgoing} methods. */
    MESSAGING,
    /** The same, {@code @Blocking}. */
    MESSAGING_BLOCKING;

    Flow open(Application application, Steps steps) {
        return switch (this) {
            case MUTINY -> MutinyPipelines.fused(steps);
            case MUTINY_EMIT_ON -> MutinyPipelines.emitOn(steps);
            case REACTOR -> ReactorPipelines.fused(steps);
            case REACTOR_PUBLISH_ON -> ReactorPipelines.publishOn(steps);
            case PEKKO -> new PekkoPipeline(steps, false);
            case PEKKO_ASYNC -> new PekkoPipeline(steps, true);
            case QUEUE -> QueuePipeline.onPlatformThreads(steps);
            case QUEUE_VIRTUAL -> application.bean(QueuePipeline.OnVirtualThreads.class).open(steps);
            case EVENT_BUS -> application.bean(EventBusPipeline.class);
            case MESSAGING -> application.bean(MessagingPipeline.OnOneThread.class);
            case MESSAGING_BLOCKING -> application.bean(MessagingPipeline.OnWorkers.class);
        };
    }
}
