/**
 * The lifecycle of an actor: its state machine, its hooks, and the operations that move it.
 * <p>
 * Everything here happens on one control thread, one step at a time, and no step blocks: what the user wrote runs elsewhere and
 * comes back as another step. Plain Java and Mutiny: no CDI, no Quarkus.
 */
package io.quarkiverse.actors.runtime.lifecycle;
