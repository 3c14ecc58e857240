package io.quarkiverse.actors.testing;

import jakarta.enterprise.context.ApplicationScoped;

/** Where the weather is measured. */
@ApplicationScoped
public class Station {

    /** The temperature. */
    public int celsius() {
        return 20;
    }
}
