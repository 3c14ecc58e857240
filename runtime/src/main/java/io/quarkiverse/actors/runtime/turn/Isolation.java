package io.quarkiverse.actors.runtime.turn;

/**
 * Keeps from the next work what one has left around the thread, such as what belongs to a request. One for each time that a
 * thread is borrowed; on that thread only.
 */
public interface Isolation {

    /**
     * What stands for the surroundings that the thread has at present.
     *
     * @return the same as {@link Contexts#place()} gives to what goes on in them, there or on another thread
     */
    Object place();

    /** A work, or a part of it that counts as one, has come to its end: the next one sees nothing of what it has left. */
    void renewIfUsed();

    /** A work goes on elsewhere and takes along what is around the thread: the next one gets something of its own. */
    void renew();
}
