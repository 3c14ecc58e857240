package io.quarkiverse.actors.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorStream;
import io.quarkus.test.InjectMock;
import io.quarkus.test.component.QuarkusComponentTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Without actors: references and streams are mocks, an actor is a bean like any other. */
// tag::component[]
@QuarkusComponentTest
class SummaryComponentTest {

    @Inject
    Summary summary;
    @Inject
    Thermometer thermometer;
    @InjectMock
    ActorRef<Counter> counter;
    @InjectMock
    @ActorStream(value = FrostWatch.class, task = "warn")
    Multi<String> warnings;
    @InjectMock
    Station station;

    @Test
    void refAndStreamAreMocks() {
        when(counter.<Integer> ask(any())).thenReturn(Uni.createFrom().item(7));
        when(warnings.toUni()).thenReturn(Uni.createFrom().item("Frost"));
        assertThat(summary.count().await().indefinitely()).isEqualTo(7);
        assertThat(summary.firstWarning().await().indefinitely()).isEqualTo("Frost");
    }

    @Test
    void resourceMethodsJustRun() {
        when(station.celsius()).thenReturn(5);
        assertThat(thermometer.measure()).isEqualTo(5);
        assertThat(thermometer.line()).isNotSameAs(thermometer.line());
    }
}
// end::component[]
