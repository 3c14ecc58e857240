package io.quarkiverse.actors.accounts;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;

/** Audits what changes the balance of the same user. */
@Actor(keyed = true, idleTimeout = "${accounts.idle:10m}")
public class AccountBookkeeping {

    /** Of the same user. */
    @Inject
    AccountBalance balance;

    private long audits;

    @Task
    @ConsumeFrom(AccountBalance.class)
    Audit audit(Booking booking) {
        return new Audit(booking.cents(), ++audits);
    }
}
