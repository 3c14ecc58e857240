/**
 * The graph of dependencies: order, reduction, cycles.
 * <p>
 * Plain Java: no CDI, no Quarkus; used by the build and at run time alike.
 */
package io.quarkiverse.actors.runtime.graph;
