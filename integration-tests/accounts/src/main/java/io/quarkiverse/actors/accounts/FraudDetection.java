package io.quarkiverse.actors.accounts;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Keyed;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;

/** Looks at the audits of all users. */
@Actor
@DependsOn(AccountBookkeeping.class)
public class FraudDetection {

    static final long SUSPICIOUS = 1_000_000;

    /** An alert. */
    public record Alert(String user, Audit audit) {
    }

    private long audits;

    @Task
    @ConsumeFrom(AccountBookkeeping.class)
    TaskResult<Alert> check(Keyed<String, Audit> audit) {
        audits++;
        return Math.abs(audit.item().cents()) >= SUSPICIOUS ? TaskResult.emit(new Alert(audit.key(), audit.item()))
                : TaskResult.skip();
    }

    long audits() {
        return audits;
    }
}
