package io.quarkiverse.actors.deployment.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class TelemetryDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Spans.class, One.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.otel.enabled", "false");

    @Inject
    ActorRef<One> one;

    @Test
    void actorsDoWithout() {
        assertThat(one.ask(it -> Spans.current()).await().atMost(Duration.ofSeconds(10))).isEqualTo(Spans.none());
    }

    @Actor
    static class One {
    }
}
