package io.quarkiverse.actors.runtime.model;

/**
 * What makes an actor one of which there is an instance for each key.
 *
 * @param keyType the name of the class to which keys are converted
 * @param idleTimeout how long an instance that nobody uses stays, as written, possibly a property expression; empty for ever
 */
public record KeyedModel(String keyType, String idleTimeout) {
}
