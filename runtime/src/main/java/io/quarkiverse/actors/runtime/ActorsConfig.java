package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Actors. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "quarkus.actors")
public interface ActorsConfig {

    /**
     * When the actors start: `auto` while the application starts, which is not up before they are; `background` while the
     * application starts, which does not wait for them (an actor that calls its own application over HTTP needs this);
     * `halted` not before `ActorSystem.start()` or `ActorRef.start()` is called.
     */
    @WithDefault("auto")
    StartMode startMode();

    /**
     * How long the start of the application waits for its actors in start mode `auto`.
     */
    @WithDefault("60s")
    Duration startTimeout();

    /**
     * What happens when an actor does not start, or not in time, in start mode `auto`: `fail` stops everything that has
     * started and ends the start of the application with an error; `degrade` logs the error, and the application comes up but
     * is not ready. In start mode `background` the application is up already, and it is always `degrade`.
     */
    @WithDefault("fail")
    StartFailure onStartFailure();

    /**
     * How long a stop of actors may take, of one or of all: to process what is buffered, and to release resources, for which a
     * quarter of the time, five seconds at most, is reserved. What takes longer is cancelled or interrupted, and its actor
     * ends in `crashed`.
     */
    @WithDefault("20s")
    Duration shutdownTimeout();

    /**
     * How long a stop waits for the iteration in hand of a task that consumes nothing, before it is cancelled or interrupted.
     */
    @WithDefault("1s")
    Duration cancelAfter();

    /**
     * How long `ActorRef.ask` and `askAsync` wait for their outcome, from the call on.
     */
    @WithDefault("10s")
    Duration askTimeout();

    /**
     * How many messages an actor may have that wait or run. When there are so many, `ask` and `tell` fail with a
     * `MailboxFullException`, and `tellAsync` waits.
     */
    @WithDefault("1024")
    int mailboxSize();

    /**
     * How many worker threads the actors may hold at the same time. The default is half of Quarkus' worker pool, so that
     * actors that block leave the other half to the rest of the application.
     */
    @WithDefault("100")
    int maxBlocking();

    /**
     * Configuration of single actors.
     */
    @WithName("actor")
    @ConfigDocMapKey("actor-name")
    Map<String, ActorConfig> actors();

    /** One actor. */
    interface ActorConfig {

        /**
         * Whether the actor starts with the application. Overrides `@Actor(autoStart)`.
         */
        Optional<Boolean> autoStart();

        /**
         * How many messages the actor may have that wait or run. The default is `quarkus.actors.mailbox-size`.
         */
        OptionalInt mailboxSize();
    }
}
