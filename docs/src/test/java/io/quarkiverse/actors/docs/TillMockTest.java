package io.quarkiverse.actors.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class TillMockTest {

    @Inject
    Shop shop;

    // tag::mock[]
    @Test
    void aShopSellsWhateverTheTillSays() {
        QuarkusMock.installMockForType(new Till() {
            @Override
            long put(long cents) {
                return 4711;
            }
        }, Till.class);
        assertThat(shop.sell(100).await().indefinitely()).isEqualTo(4711);
    }
    // end::mock[]
}
