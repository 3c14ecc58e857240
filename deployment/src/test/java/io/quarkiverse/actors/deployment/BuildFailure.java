package io.quarkiverse.actors.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;

import io.quarkus.test.QuarkusUnitTest;

/** Applications that must not build. */
public final class BuildFailure {

    private BuildFailure() {
    }

    /** One class is wrong. */
    public static QuarkusUnitTest definition(String message, Class<?>... classes) {
        return failure(DefinitionException.class, message, classes);
    }

    /** What several classes are together is wrong, or there are several errors. */
    public static QuarkusUnitTest deployment(String message, Class<?>... classes) {
        return failure(DeploymentException.class, message, classes);
    }

    private static QuarkusUnitTest failure(Class<? extends Throwable> type, String message, Class<?>... classes) {
        return new QuarkusUnitTest()
                .withApplicationRoot(root -> root.addClasses(classes))
                .assertException(failure -> assertThat(failure).isExactlyInstanceOf(type).hasMessage(message));
    }
}
