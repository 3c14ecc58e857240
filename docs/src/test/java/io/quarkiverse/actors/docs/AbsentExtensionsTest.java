package io.quarkiverse.actors.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

/** The documentation has neither SmallRye Health nor Micrometer nor OpenTelemetry. */
@QuarkusTest
class AbsentExtensionsTest {

    private static final String RUNTIME = "io.quarkiverse.actors.runtime.";

    @Test
    void nothingIsLoadedOfWhatTheApplicationDoesNotHave() throws JMException {
        Object[] arguments = { new String[0] };
        String[] signature = { String[].class.getName() };
        String loaded = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmClassHierarchy", arguments, signature);

        assertThat(loaded).contains(RUNTIME + "ActorsRuntime")
                .doesNotContain(RUNTIME + "health.", RUNTIME + "metrics.", "io.micrometer.", RUNTIME + "traces.",
                        "io.opentelemetry.");
    }
}
