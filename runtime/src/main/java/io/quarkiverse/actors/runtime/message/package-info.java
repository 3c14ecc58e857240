/**
 * Messages: functions that are sent to an actor and run in its turn.
 * <p>
 * A {@link io.quarkiverse.actors.runtime.message.Mailbox} lets messages in, a
 * {@link io.quarkiverse.actors.runtime.message.Message}
 * is one of them, a {@link io.quarkiverse.actors.runtime.message.Reply} is what its sender gets. Plain Java and Mutiny: no CDI,
 * no
 * Quarkus.
 */
package io.quarkiverse.actors.runtime.message;
