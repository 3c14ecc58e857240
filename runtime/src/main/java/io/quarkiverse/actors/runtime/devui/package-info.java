/** The Dev UI, and the tools of Dev MCP; there only in dev mode. */
package io.quarkiverse.actors.runtime.devui;
