/**
 * Messages: functions that are sent to an actor and run in its turn.
 * <p>
 * A {@link io.quarkiverse.actors.runtime.message.Mailbox} lets messages in: its gate says whether, its room says how many. A
 * {@code Message} is one of them, a {@code Reply} is what its sender gets. Plain Java and Mutiny: no CDI, no Quarkus.
 */
package io.quarkiverse.actors.runtime.message;
