package io.quarkiverse.actors.deployment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.actors.Actor;
import io.quarkus.test.QuarkusUnitTest;

class MetricsDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(One.class))
            .overrideConfigKey("quarkus.actors.metrics.enabled", "false");

    @Inject
    MeterRegistry registry;

    @Test
    void hasNoMeters() {
        assertThat(registry.getMeters()).extracting(meter -> meter.getId().getName())
                .noneMatch(name -> name.startsWith("actors."));
    }

    @Actor
    static class One {
    }
}
