package io.quarkiverse.actors.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.time.Duration;

/** Takes a pause before each line, as if the log were being written. */
final class PacedReader extends BufferedReader {

    private final long pauseMillis;

    PacedReader(Reader reader, Duration pause) {
        super(reader);
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
