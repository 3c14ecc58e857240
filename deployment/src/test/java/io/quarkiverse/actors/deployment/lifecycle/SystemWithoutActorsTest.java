package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.ActorSystem;
import io.quarkus.test.QuarkusUnitTest;

class SystemWithoutActorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest().withEmptyApplication();

    @Inject
    ActorSystem system;

    @Test
    void isEmpty() {
        assertThat(system.actors()).isEmpty();
        system.start().await().atMost(Duration.ofSeconds(5));
        system.stop().await().atMost(Duration.ofSeconds(5));
    }
}
