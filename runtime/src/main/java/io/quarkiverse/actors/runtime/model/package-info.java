/**
 * What the build found, as immutable records: the only thing that the runtime gets to know about an application's actors.
 * <p>
 * Plain Java: no CDI, no Quarkus.
 */
package io.quarkiverse.actors.runtime.model;
