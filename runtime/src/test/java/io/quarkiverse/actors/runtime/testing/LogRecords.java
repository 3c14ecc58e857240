package io.quarkiverse.actors.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** What the core logs, kept from the console. */
public final class LogRecords extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.actors");

    /** Every message has one. */
    private static final Pattern CODE = Pattern.compile("^ACTORS\\d{5}: ");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public LogRecords() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    /** Without their codes. */
    public List<String> messages() {
        return records.stream().map(LogRecords::message).toList();
    }

    private static String message(LogRecord logged) {
        String text = CODE.matcher(logged.getMessage()).replaceFirst("");
        Object[] parameters = logged.getParameters();
        return parameters == null ? text : text.formatted(parameters);
    }

    public List<String> errors() {
        return records.stream().filter(r -> r.getLevel().intValue() >= Level.SEVERE.intValue()).map(LogRecords::message)
                .toList();
    }

    /** The messages of those that come with a stack trace. */
    public List<String> traced() {
        return records.stream().filter(r -> r.getThrown() != null).map(LogRecords::message).toList();
    }

    /** What came with a message. */
    public Throwable thrown(String message) {
        return records.stream().filter(r -> message(r).equals(message)).map(LogRecord::getThrown).findFirst().orElseThrow();
    }

    /** Checks that no step of the lifecycle has failed. */
    public void hasNoBug() {
        List<LogRecord> bugs = records.stream().filter(r -> message(r).contains("bug of the actors")).toList();
        bugs.stream().map(LogRecord::getThrown).forEach(Throwable::printStackTrace);
        assertThat(bugs).isEmpty();
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        LOGGER.removeHandler(this);
    }
}
