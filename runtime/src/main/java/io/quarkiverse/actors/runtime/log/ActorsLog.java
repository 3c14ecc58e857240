package io.quarkiverse.actors.runtime.log;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.Trigger;

/**
 * The messages of the extension. A code keeps its meaning: that of a message which is given up is not used again.
 * <p>
 * 1 to 19 are about all actors together, 20 to 39 about the lifecycle of one, 40 to 59 about tasks, streams and messages, 90 to
 * 99 about bugs of the extension.
 */
@MessageLogger(projectCode = "ACTORS", length = 5)
public interface ActorsLog extends BasicLogger {

    /** The only logger of the extension. */
    ActorsLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ActorsLog.class, "io.quarkiverse.actors");

    // all actors

    @LogMessage(level = INFO)
    @Message(id = 1, value = "%s started in %s%s")
    void started(String actors, String time, String criticalPath);

    @LogMessage(level = INFO)
    @Message(id = 2, value = "%s stopped in %s")
    void stopped(String actors, String time);

    @LogMessage(level = ERROR)
    @Message(id = 3, value = "%s stopped in %s, but: %s")
    void stoppedBut(String actors, String time, String complaint);

    @LogMessage(level = INFO)
    @Message(id = 4, value = "%s halted: nothing starts before it is told to (quarkus.actors.start-mode)")
    void halted(String actors);

    @LogMessage(level = ERROR)
    @Message(id = 5, value = "%s")
    void notStarted(String problem);

    @LogMessage(level = ERROR)
    @Message(id = 6, value = "An observer in %s failed on %s")
    void observerFailed(@Cause Throwable failure, String observer, Object event);

    @LogMessage(level = WARN)
    @Message(id = 7, value = "quarkus.actors.max-blocking is %d, but there are %d worker threads: actors that block may leave"
            + " none to the rest of the application; lower it, or raise quarkus.thread-pool.max-threads")
    void mayHoldAllWorkers(int max, int workers);

    @LogMessage(level = ERROR)
    @Message(id = 8, value = "A listener failed: %s")
    void listenerFailed(@Cause Throwable failure, Object event);

    // the lifecycle of an actor

    @LogMessage(level = ERROR)
    @Message(id = 20, value = "%s crashed: %s")
    void crashed(@Cause Throwable trace, String actor, String cause);

    @LogMessage(level = ERROR)
    @Message(id = 21, value = "%s crashed, and then: %s")
    void crashedAndThen(@Cause Throwable problem, String actor, String message);

    @LogMessage(level = ERROR)
    @Message(id = 22, value = "The stop of %s goes on although: %s")
    void stopGoesOn(@Cause Throwable problem, String actor, String message);

    @LogMessage(level = ERROR)
    @Message(id = 23, value = "%s")
    void stopOverdue(@Cause Throwable stack, String message);

    @LogMessage(level = WARN)
    @Message(id = 24, value = "%s is %s: %s is ignored (%s)")
    void reportIgnored(String actor, String state, Trigger report, String reason);

    @LogMessage(level = WARN)
    @Message(id = 25, value = "%s is not available, %s starts without it")
    void resourceUnavailable(@Cause Throwable cause, Object resource, String actor);

    @LogMessage(level = ERROR)
    @Message(id = 26, value = "%s could not be released")
    void resourceNotReleased(@Cause Throwable cause, Object resource);

    @LogMessage(level = ERROR)
    @Message(id = 27, value = "The instance of %s could not be destroyed")
    void instanceNotDestroyed(@Cause Throwable failure, String actor);

    @LogMessage(level = INFO)
    @Message(id = 28, value = "%s is started again in %s")
    void startedAgain(String actor, String delay);

    @LogMessage(level = WARN)
    @Message(id = 29, value = "%s has no instance, so that the error reported of it is ignored")
    void errorOfNoInstance(@Cause Throwable cause, Object reference);

    // tasks, streams and messages

    @LogMessage(level = ERROR)
    @Message(id = 40, value = "%s failed: %s")
    void taskFailed(@Cause Throwable cause, Object task, String consequence);

    @LogMessage(level = ERROR)
    @Message(id = 41, value = "%s gives up an item after %d attempt(s)")
    void itemGivenUp(Object task, int attempts);

    @LogMessage(level = WARN)
    @Message(id = 42, value = "%s")
    void undelivered(String loss);

    @LogMessage(level = WARN)
    @Message(id = 43, value = "%s cannot keep up with %s: items are dropped from now on (overflow = %s)")
    void dropping(Object task, String producer, Overflow policy);

    @LogMessage(level = ERROR)
    @Message(id = 44, value = "%s did not end although it was %s: it is left behind")
    void taskLeftBehind(@Cause Throwable stack, Object task, String measure);

    @LogMessage(level = ERROR)
    @Message(id = 45, value = "A subscriber of %s failed: it is cancelled")
    void subscriberFailed(@Cause Throwable failure, String stream);

    @LogMessage(level = ERROR)
    @Message(id = 46, value = "A message to %s failed")
    void messageFailed(@Cause Throwable failure, String actor);

    @LogMessage(level = ERROR)
    @Message(id = 47, value = "A message to %s failed after its sender had stopped waiting")
    void messageFailedLate(@Cause Throwable failure, String actor);

    @LogMessage(level = ERROR)
    @Message(id = 48, value = "%s came to its end before it came to %d message(s) without a reply, which have not run")
    void messagesLost(String actor, int messages);

    @LogMessage(level = ERROR)
    @Message(id = 49, value = "A message to %s did not end although it was interrupted: it is left behind")
    void messageLeftBehind(String actor);

    @LogMessage(level = ERROR)
    @Message(id = 50, value = "What %s was waiting for has failed while it was cancelled")
    void cancellationFailed(@Cause Throwable failure, Object owner);

    @LogMessage(level = ERROR)
    @Message(id = 51, value = "%s has stalled: for %s it has neither begun nor finished an iteration%s")
    void taskStalled(@Cause Throwable stack, Object task, String limit, String thread);

    @LogMessage(level = INFO)
    @Message(id = 52, value = "%s moves on")
    void taskMovesOn(Object task);

    // bugs

    @LogMessage(level = ERROR)
    @Message(id = 90, value = "A step of the lifecycle failed; this is a bug of the actors extension")
    void lifecycleBug(@Cause Throwable failure);

    @LogMessage(level = ERROR)
    @Message(id = 91, value = "What was to follow from a turn failed; this is a bug of the actors extension")
    void turnBug(@Cause Throwable failure);

    @LogMessage(level = ERROR)
    @Message(id = 92, value = "%s has thrown in its turn; this is a bug of the actors extension")
    void workBug(@Cause Throwable failure, Object work);

    @LogMessage(level = ERROR)
    @Message(id = 93, value = "%s has not come to an end either")
    void workWithoutEnd(@Cause Throwable failure, Object work);

    @LogMessage(level = ERROR)
    @Message(id = 94, value = "A timer failed; this is a bug of the actors extension")
    void timerBug(@Cause Throwable failure);
}
