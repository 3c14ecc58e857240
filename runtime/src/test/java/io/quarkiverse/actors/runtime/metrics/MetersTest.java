package io.quarkiverse.actors.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class MetersTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);
    private final AtomicLong value = new AtomicLong();

    @Test
    void a_count_does_not_fall_back() {
        meters.count("c", "a count", Tags.empty(), value, AtomicLong::get);
        value.set(5);
        assertThat(registry.get("c").functionCounter().count()).isEqualTo(5);
        value.set(3);
        assertThat(registry.get("c").functionCounter().count()).isEqualTo(5);
        value.set(6);
        assertThat(registry.get("c").functionCounter().count()).isEqualTo(6);
    }

    @Test
    void what_was_registered_is_taken_back_and_nothing_else() {
        registry.counter("other");
        meters.gauge("g", "a gauge", Tags.of("actor", "A"), value, AtomicLong::get);
        meters.count("c", "a count", Tags.of("actor", "A"), value, AtomicLong::get);
        meters.time("t", "a time", Tags.of("actor", "A"), value, AtomicLong::get, AtomicLong::get);
        meters.counter("e", "a counter", Tags.of("actor", "A")).increment();
        assertThat(registry.getMeters()).hasSize(5);
        meters.removeAll();

        assertThat(registry.getMeters()).singleElement().satisfies(meter -> assertThat(meter.getId().getName())
                .isEqualTo("other"));
    }
}
