/**
 * Tasks: what an actor does while it runs, one iteration after another.
 * <p>
 * Plain Java and Mutiny: no CDI, no Quarkus.
 */
package io.quarkiverse.actors.runtime.task;
