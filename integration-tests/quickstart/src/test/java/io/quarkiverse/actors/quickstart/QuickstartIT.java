package io.quarkiverse.actors.quickstart;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class QuickstartIT extends QuickstartTest {
}
