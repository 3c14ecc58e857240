package io.quarkiverse.actors.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Gives the application a log to read, longer than it reads, that is not valid in any one encoding. */
public class LogFiles implements QuarkusTestResourceLifecycleManager {

    static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    static final List<String> HEAD = lines().subList(0, 250);

    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("quickstart");
            Path log = Files.writeString(folder.resolve("in.txt"), String.join("\n", lines()), StandardCharsets.ISO_8859_1);
            return Map.of("log.path", log.toString(), "log.pause", "4ms", "encrypted.path",
                    folder.resolve("encrypted.txt").toString(), "encrypted.key", KEY, "progress.every", "300ms",
                    "progress.probe", "50ms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        for (String file : List.of("in.txt", "encrypted.txt", "")) {
            try {
                Files.deleteIfExists(folder.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** As bytes (ISO-8859-1). */
    private static List<String> lines() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 1; i <= 300; i++) {
            String text = i % 7 == 0 ? "" : "line " + i + ": größer, 大きい";
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(i % 5 == 0 ? new byte[] { (byte) 0xC3, 0, (byte) 0xFF } : new byte[0]);
            bytes.write('\n');
        }
        return Arrays.asList(bytes.toString(StandardCharsets.ISO_8859_1).split("\n", -1)).subList(0, 300);
    }
}
