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

class TracesDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Spans.class, One.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.otel.traces.exporter", "none")
            .overrideConfigKey("quarkus.actors.traces.enabled", "false");

    @Inject
    ActorRef<One> one;

    @Inject
    Spans spans;

    @Test
    void hasNoSpans() {
        assertThat(one.ask(it -> Spans.current()).await().atMost(Duration.ofSeconds(10))).isEqualTo(Spans.none());
        assertThat(spans.of("One#ask")).isEmpty();
    }

    @Actor
    static class One {
    }
}
