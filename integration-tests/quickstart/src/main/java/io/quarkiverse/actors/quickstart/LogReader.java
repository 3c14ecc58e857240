package io.quarkiverse.actors.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reads the lines of a log, one character a byte (ISO-8859-1), so that a log in any encoding can be read. Takes a pause before
 * each line. A thread that waits for a line (the log may be a pipe) can be interrupted, unlike in a reader of
 * {@code java.nio.file.Files}.
 */
final class LogReader extends BufferedReader {

    private final long pauseMillis;

    LogReader(Path log, Duration pause) throws IOException {
        super(new InputStreamReader(Channels.newInputStream(FileChannel.open(log)), StandardCharsets.ISO_8859_1));
        this.pauseMillis = pause.toMillis();
    }

    @Override
    public String readLine() throws IOException {
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException("Stopped while waiting for a line");
        }
        return super.readLine();
    }
}
