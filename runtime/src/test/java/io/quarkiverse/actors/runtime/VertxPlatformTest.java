package io.quarkiverse.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VertxPlatformTest {

    @Test
    void timersOfTheSameMillisecondFireTogetherAtItsEnd() {
        assertThat(VertxPlatform.together(0, 20_000_000)).isEqualTo(20_000_000);
        assertThat(VertxPlatform.together(1, 20_000_000)).isEqualTo(20_999_999);
        assertThat(VertxPlatform.together(999_999, 20_000_000)).isEqualTo(20_000_001);
        assertThat(VertxPlatform.together(-1, 20_000_000)).isEqualTo(20_000_001);
    }

    @Test
    void shortDelaysAreExact() {
        assertThat(VertxPlatform.together(1, 9_999_999)).isEqualTo(9_999_999);
    }
}
