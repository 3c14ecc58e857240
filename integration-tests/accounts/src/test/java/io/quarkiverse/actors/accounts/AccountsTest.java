package io.quarkiverse.actors.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** The money adds up while instances come and go. Set {@code -Daccounts.seconds=60} for a minute of it. */
@QuarkusTest
@TestProfile(AccountsTest.ShortLived.class)
class AccountsTest {

    private static final long SECONDS = Long.getLong("accounts.seconds", 3);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Instances go as soon as nobody uses them. */
    public static class ShortLived implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("accounts.idle", "50ms");
        }
    }

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Test
    void theMoneyAddsUp() throws IOException, InterruptedException {
        Load load = new Load(port);
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        load.start(() -> System.nanoTime() < end);
        load.join();
        System.out.printf("AccountsTest: %,d bookings, %,d refused%n", load.bookings.get(), load.refused.get());
        assertThat(load.unknown).hasValue(0);
        assertThat(load.bookings.get()).isPositive();
        assertThat(load.total()).isEqualTo(load.acknowledged.get());
        refuses(load);
        alerts(load);
    }

    private static void refuses(Load load) throws IOException {
        assertThat(load.post("carl/deposit/5")).isEqualTo(200);
        assertThat(load.post("carl/withdraw/6")).isEqualTo(409);
        assertThat(load.post("carl/deposit/-1")).isEqualTo(400);
        assertThat(load.post("carl/withdraw/-1")).isEqualTo(400);
        assertThat(load.get("carl").body()).isEqualTo("5");
    }

    private static void alerts(Load load) {
        CompletableFuture<String> audit = load.firstEvent("audits");
        CompletableFuture<String> alert = load.firstEvent("alerts");
        // again and again, since nothing tells when the server has subscribed
        await().atMost(LIMIT).until(() -> load.post("rich/deposit/1000000") == 200 && audit.isDone() && alert.isDone());
        assertThat(audit.join()).contains("\"key\":\"rich\"", "\"cents\":1000000");
        assertThat(alert.join()).contains("\"user\":\"rich\"", "\"cents\":1000000");
    }
}
