package io.quarkiverse.actors.deployment.reload;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;

/** Comes into a running application. */
@Actor
public class Newcomer {

    @Inject
    Ticker ticker;
}
