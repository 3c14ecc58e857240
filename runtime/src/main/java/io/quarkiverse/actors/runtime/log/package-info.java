/** What the extension logs, each message with a code; plain JBoss Logging. */
package io.quarkiverse.actors.runtime.log;
