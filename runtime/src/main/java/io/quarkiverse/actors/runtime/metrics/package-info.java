/** Metrics of Micrometer; there only where the application has it. */
package io.quarkiverse.actors.runtime.metrics;
