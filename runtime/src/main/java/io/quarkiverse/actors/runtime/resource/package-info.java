/**
 * Resources: what an actor acquires before its tasks begin and releases after they have ended.
 * <p>
 * Plain Java and Mutiny: no CDI, no Quarkus.
 */
package io.quarkiverse.actors.runtime.resource;
