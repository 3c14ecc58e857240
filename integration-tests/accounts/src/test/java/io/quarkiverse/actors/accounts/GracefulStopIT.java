package io.quarkiverse.actors.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application is sent SIGTERM in the middle of the load. */
@EnabledOnOs(OS.LINUX)
class GracefulStopIT {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://0\\.0\\.0\\.0:(\\d+)");
    private static final Pattern HELD = Pattern.compile("The accounts hold (\\d+) cents");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedBookingIsInTheBalances() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.port=0", "-Daccounts.idle=50ms", "-jar", Path.of("target", "quarkus-app", "quarkus-run.jar")
                        .toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            Load load = new Load(Integer.parseInt(find(LISTENING, output)));
            AtomicBoolean goesOn = new AtomicBoolean(true);
            load.start(goesOn::get);
            await().atMost(LIMIT).until(() -> load.bookings.get() > 2_000);
            application.destroy();
            assertThat(application.waitFor(30, TimeUnit.SECONDS)).isTrue();
            goesOn.set(false);
            load.join();
            long held = Long.parseLong(find(HELD, output));
            // a booking whose answer got lost may be in the balances, too: at most one of each client
            System.out.printf("GracefulStopIT: %,d bookings, %,d refused, %,d of which the answer got lost%n",
                    load.bookings.get(), load.refused.get(), load.unknown.get());
            assertThat(load.unknown.get()).isLessThanOrEqualTo(Load.CLIENTS);
            assertThat(held).isBetween(load.acknowledged.get() - load.perhapsWithdrawn.get(),
                    load.acknowledged.get() + load.perhapsDeposited.get());
        } finally {
            application.destroyForcibly();
        }
    }

    private static String find(Pattern pattern, Path output) {
        return await().atMost(LIMIT).until(() -> {
            Matcher found = pattern.matcher(Files.readString(output));
            return found.find() ? found.group(1) : null;
        }, Objects::nonNull);
    }
}
