/**
 * What follows from failures: strategies, delays, the budget of an actor.
 * <p>
 * Plain Java: no CDI, no Quarkus.
 */
package io.quarkiverse.actors.runtime.supervision;
