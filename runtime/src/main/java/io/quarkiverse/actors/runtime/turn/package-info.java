/**
 * The actor's turn: a run queue per actor and the threads that drain it.
 * <p>
 * A {@link io.quarkiverse.actors.runtime.turn.Turn} holds what an actor has to do and lets one thread at a time do it. A
 * {@link io.quarkiverse.actors.runtime.turn.Lane} is a borrowed thread that runs turns one after another;
 * {@link io.quarkiverse.actors.runtime.turn.Lanes} decides how many there are. Plain Java: no CDI, no Quarkus.
 */
package io.quarkiverse.actors.runtime.turn;
