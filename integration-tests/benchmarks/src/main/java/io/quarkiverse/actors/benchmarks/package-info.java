/**
 * A Quarkus application that measures actors, by JMH, beside what else it could use.
 * <p>
 * There is a package for each group of rows: its benchmark, its actors as a user writes them, and the peers. This one has
 * what they share: the application, which each fork of JMH starts, and the batch, which is checked for count and sum.
 */
package io.quarkiverse.actors.benchmarks;
