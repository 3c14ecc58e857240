package io.quarkiverse.actors.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import jakarta.inject.Inject;

import org.junit.jupiter.api.RepeatedTest;

import io.quarkiverse.actors.test.ActorTestKit;
import io.quarkus.test.InjectMock;
import io.quarkus.test.junit.QuarkusTest;

/** A mock in the place of an actor, another one for each test. */
@QuarkusTest
class MockedActorTest {

    @InjectMock
    Counter counter;
    @Inject
    ActorTestKit kit;
    @Inject
    Summary summary;

    @RepeatedTest(2)
    void runsAsTheActor() {
        when(counter.count()).thenReturn(42);
        when(counter.last()).thenReturn(4711);
        kit.step(Counter.class);
        kit.start(Counter.class);
        var probe = kit.<Integer> probe(Counter.class, "count");
        kit.tick(Counter.class, "count");
        assertThat(probe.next()).isEqualTo(42);
        assertThat(summary.count().await().indefinitely()).isEqualTo(4711);
    }
}
