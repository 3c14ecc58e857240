package io.quarkiverse.actors.benchmarks;

/** A step that costs something. */
public final class Work {

    /** How long it takes. */
    public static final long NANOS = 10_000;

    private Work() {
    }

    /**
     * Takes {@value #NANOS} nanoseconds of a processor.
     *
     * @param <T> the type of the value
     * @param value any value
     * @return the same
     */
    public static <T> T slowly(T value) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < NANOS) {
            Thread.onSpinWait();
        }
        return value;
    }
}
