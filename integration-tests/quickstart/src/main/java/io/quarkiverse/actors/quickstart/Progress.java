package io.quarkiverse.actors.quickstart;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.TaskState;

/** Says how many lines are written, and that something is wrong if none come although the log is not at its end. */
// tag::actor[]
@Actor
public class Progress {

    private static final Logger LOG = Logger.getLogger(Progress.class);

    @Inject
    ActorRef<EncryptedLog> encryptedLog; // an address, no dependency
    @Inject
    ActorRef<Progress> self;
    private long reported;
    private long stalledAt;

    // tag::report[]
    @Task(every = "${progress.every}", delayed = "${progress.every}") // periodic
    TaskResult<Long> report() {
        TaskSnapshot write = write();
        if (write.iterations() != reported) {
            reported = write.iterations();
            LOG.infof("%d lines are written", reported);
            return TaskResult.emit(reported);
        }
        if (write.state() == TaskState.RUNNING) {
            stalledAt = reported;
            self.reportProblem("no line came after line " + reported); // from now on it is unhealthy
        }
        return TaskResult.skip();
    }
    // end::report[]

    // tag::probe[]
    @Task(whileIn = ActorState.UNHEALTHY, every = "${progress.probe}") // conditional: runs while it is unhealthy
    void probe() {
        TaskSnapshot write = write();
        if (write.iterations() != stalledAt || write.state() != TaskState.RUNNING) {
            self.recover();
        }
    }
    // end::probe[]

    private TaskSnapshot write() {
        return encryptedLog.tasks().get(0);
    }
}
// end::actor[]
