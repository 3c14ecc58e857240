package io.quarkiverse.actors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Without a container. */
class ThermometerTest {

    // tag::unit[]
    @Test
    void resourceMethodsJustRun() {
        Thermometer thermometer = new Thermometer();
        thermometer.station = new Station();
        assertThat(thermometer.measure()).isEqualTo(20);
        // end::unit[]
        assertThat(new FrostWatch().warn(1)).isNull();
    }
}
