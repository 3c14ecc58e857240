/**
 * The actor system: all actors of an application behind the public API.
 * <p>
 * Plain Java and Mutiny: no CDI, no Quarkus.
 */
package io.quarkiverse.actors.runtime.system;
