package io.quarkiverse.actors.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class FeatureTest {

    @RegisterExtension
    static final QuarkusUnitTest test = new QuarkusUnitTest()
            .withEmptyApplication()
            .setLogRecordPredicate(record -> "Installed features: [%s]".equals(record.getMessage()))
            .assertLogRecords(records -> assertThat(records).singleElement()
                    .satisfies(record -> assertThat(record.getParameters()[0].toString().split(", ")).contains("actors")));

    @Test
    void applicationStarts() {
        // the log is checked after the application has stopped
    }
}
