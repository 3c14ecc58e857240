/**
 * Streams between tasks: one producer, many consumers, each with its own place and its own bound.
 * <p>
 * Plain Java: no CDI, no Quarkus.
 */
package io.quarkiverse.actors.runtime.stream;
