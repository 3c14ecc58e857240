/**
 * JMH benchmarks: the actors beside what else a Quarkus application could be built with.
 * <p>
 * The classes in {@code Actors} are what a user writes. {@code Pipeline} is one way to run the same work a batch at a time;
 * each batch is checked for count and sum.
 */
package io.quarkiverse.actors.benchmarks;
