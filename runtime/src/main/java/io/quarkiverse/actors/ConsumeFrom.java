package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Feeds a {@link Task} with the items that a task of another actor emits, one item or one batch of items per iteration.
 * <p>
 * The actor must depend on the producing actor ({@code @Inject} it or {@link DependsOn}), otherwise the build fails. The
 * producer never runs ahead of the slowest consumer by more than its {@link #buffer()}, unless {@link #overflow()} says
 * otherwise. Items of one producer arrive in the order of their emission. Repeated, the task merges several producers.
 * <p>
 * From a keyed actor a keyed actor consumes what the instance of the same key emits. Any other consumes what all instances
 * emit, as {@link Keyed} items, in order for each key, with {@code buffer} and {@code overflow} for each instance.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(ConsumeFrom.List.class)
public @interface ConsumeFrom {

    /**
     * The producing actor.
     *
     * @return a class annotated {@link Actor}
     */
    Class<?> value();

    /**
     * The producing task.
     *
     * @return the name of the task; empty (the default) where the producing actor has exactly one task that produces items
     */
    String task() default "";

    /**
     * How many items may wait for this consumer.
     *
     * @return the bound, in items, at least 1; 256 by default
     */
    int buffer() default 256;

    /**
     * What happens to an item for which this consumer has no room.
     *
     * @return {@link Overflow#BACKPRESSURE} by default
     */
    Overflow overflow() default Overflow.BACKPRESSURE;

    /**
     * How many items an iteration takes at most. The method then takes a {@code List<T>}.
     *
     * @return at least 1 and at most {@link #buffer()}; 0 (the default) for single items
     */
    int batchSize() default 0;

    /**
     * How long the first item of a batch waits for the others. A batch is handed over when it is full, when this time is over,
     * or when nothing more comes.
     *
     * @return a duration or a property expression; empty (the default) for as long as it takes
     */
    String batchTimeout() default "";

    /** Holds repeated {@link ConsumeFrom} annotations. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface List {

        /**
         * The repeated annotations.
         *
         * @return the annotations, in the order of declaration
         */
        ConsumeFrom[] value();
    }
}
