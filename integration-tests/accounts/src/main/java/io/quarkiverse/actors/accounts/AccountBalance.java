package io.quarkiverse.actors.accounts;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorKey;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Task;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;

/** The balance of one user. */
@Actor(keyed = true, idleTimeout = "${accounts.idle:10m}")
public class AccountBalance {

    private final String user;
    private final Ledger ledger;
    private long balance;
    /** Messages may come before the task is subscribed to: what they cause waits here. */
    private UnicastProcessor<Booking> bookings;

    @Inject
    AccountBalance(@ActorKey String user, Ledger ledger) {
        this.user = user;
        this.ledger = ledger;
    }

    @OnEnter(ActorState.STARTING)
    void load() {
        balance = ledger.load(user);
        bookings = UnicastProcessor.create();
    }

    @Task
    Multi<Booking> bookings() {
        return bookings;
    }

    long balance() {
        return balance;
    }

    long deposit(long cents) {
        requirePositive(cents, "deposit");
        return book(cents);
    }

    long withdraw(long cents) {
        requirePositive(cents, "withdrawal");
        if (cents > balance) {
            throw new OverdraftException(user, cents, balance);
        }
        return book(-cents);
    }

    private static void requirePositive(long cents, String what) {
        if (cents <= 0) {
            throw new IllegalArgumentException("a %s of %d cents is none".formatted(what, cents));
        }
    }

    private long book(long cents) {
        balance += cents;
        bookings.onNext(new Booking(cents));
        return balance;
    }

    /** After the last message. */
    @OnEnter(ActorState.RESOURCES_RELEASED)
    void save() {
        ledger.save(user, balance);
    }
}
