package io.quarkiverse.actors.deployment.reload;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;

/** Does not let itself be stopped. */
@Actor
public class Stubborn {

    @Task
    void hold() {
        while (Journal.hold().getCount() > 0) {
            try {
                Journal.hold().await();
            } catch (InterruptedException e) {
                // what a bad actor does
            }
        }
    }
}
