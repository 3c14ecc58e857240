/** Traces of OpenTelemetry; there only where the application has it. */
package io.quarkiverse.actors.runtime.traces;
