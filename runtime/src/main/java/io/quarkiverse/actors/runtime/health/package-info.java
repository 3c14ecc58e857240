/** Health checks of SmallRye Health; there only where the application has it. */
package io.quarkiverse.actors.runtime.health;
