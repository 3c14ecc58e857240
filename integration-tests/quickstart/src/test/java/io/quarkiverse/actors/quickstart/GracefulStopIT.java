package io.quarkiverse.actors.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application is sent SIGTERM in the middle of a log that does not end. */
@EnabledOnOs(OS.LINUX)
class GracefulStopIT {

    private static final Pattern EMITTED = Pattern.compile("FileHead is stopped: lines ran \\d+ iterations and emitted (\\d+)");

    @TempDir
    Path folder;
    private Path pipe;
    private Path encrypted;
    private Path output;
    private Process application;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        pipe = folder.resolve("pipe");
        encrypted = folder.resolve("encrypted");
        output = folder.resolve("output");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dquarkus.http.port=0", "-Dlog.path=" + pipe, "-Dlog.lines=" + Integer.MAX_VALUE,
                "-Dencrypted.path=" + encrypted, "-Dencrypted.key=" + LogFiles.KEY,
                "-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    @AfterEach
    void kill() {
        application.destroyForcibly();
    }

    @Test
    void everyEmittedLineIsWrittenWhenTheSourceIsBusy() throws IOException, InterruptedException {
        Thread writer = new Thread(this::writeUntilClosed);
        writer.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(encrypted) && Files.size(encrypted) > 500_000);

        terminate();

        writer.join();
        assertEveryEmittedLineIsWritten();
    }

    @Test
    void everyEmittedLineIsWrittenWhenTheSourceWaits() throws IOException, InterruptedException {
        try (BufferedWriter log = Files.newBufferedWriter(pipe)) {
            for (int i = 0; i < 1_000; i++) {
                log.write(i + "\n");
            }
            log.flush();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(encrypted).exists().content().hasLineCount(1_000));

            terminate();
        }

        assertThat(assertEveryEmittedLineIsWritten()).isEqualTo(1_000);
    }

    private void writeUntilClosed() {
        try (BufferedWriter log = Files.newBufferedWriter(pipe)) {
            for (int i = 0; application.isAlive(); i++) {
                log.write(i + "\n");
            }
        } catch (IOException brokenPipe) {
            // nobody reads any more
        }
    }

    /** Sends SIGTERM. */
    private void terminate() throws InterruptedException {
        application.destroy();
        assertThat(application.waitFor(30, TimeUnit.SECONDS)).as(this::log).isTrue();
        assertThat(application.exitValue()).as(this::log).isEqualTo(128 + 15);
    }

    private int assertEveryEmittedLineIsWritten() throws IOException {
        Matcher emitted = EMITTED.matcher(log());
        assertThat(emitted.find()).as(this::log).isTrue();
        int lines = Integer.parseInt(emitted.group(1));
        LineCipher cipher = new LineCipher(LogFiles.KEY);
        List<String> decrypted = Files.readAllLines(encrypted).stream().map(cipher::decrypt).toList();
        assertThat(decrypted).containsExactlyElementsOf(IntStream.range(0, lines).mapToObj(String::valueOf).toList());
        return lines;
    }

    private String log() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
