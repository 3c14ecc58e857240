package io.quarkiverse.actors.runtime.task;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Verdict;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/**
 * A task with several iterations in progress at the same time, none of which holds the turn of its actor. What they emit comes
 * in the order in which they end.
 */
/*
 * The task itself is a dispatcher in a turn of its own: it alone reads what is consumed, emits, and counts. An iteration is a
 * slot's, which has a turn and so a thread of its own; it is given an argument and comes back with an outcome. Room downstream
 * is reserved for as many iterations as are in progress.
 */
final class ConcurrentTask extends MethodTask {

    private final List<Slot> slots = new ArrayList<>();
    /** Have ended their iterations; any thread adds to them. */
    private final Queue<Slot> returned = new ConcurrentLinkedQueue<>();
    private final Deque<Slot> free = new ArrayDeque<>();
    /** Are to process their argument again. */
    private final Deque<Slot> repeats = new ArrayDeque<>();
    private final Backoffs backoffs = new Backoffs();
    /** How many items of each stream will not be processed. */
    private final Map<String, Long> lost = new LinkedHashMap<>();
    /** How many iterations are in progress; written by the dispatcher. */
    private volatile int running;
    /** How the task ends once nothing is in progress; null while it goes on. */
    private Outcome ending;
    private Throwable cause;
    /** The one whose outcome is looked at; null once it has got something else to do. */
    private Slot settling;
    private Runnable quiet;
    private volatile boolean abandoned;
    /** Whether it was noticed that the task is to stop. */
    private boolean draining;

    ConcurrentTask(TaskModel model, TaskSettings settings, MethodCall call, TaskContext context, Turn ownTurn,
            List<Input.Source> sources) {
        super(model, settings, Threading.NON_BLOCKING, context, ownTurn, sources);
        for (int i = 0; i < model.concurrency(); i++) {
            slots.add(new Slot(this, model.method(), call, this::returned));
        }
        free.addAll(slots);
    }

    @Override
    public void prepare() {
        ending = null;
        cause = null;
        abandoned = false;
        draining = false;
        super.prepare();
    }

    @Override
    public void cancelInHand() {
        slots.forEach(Slot::cancel);
    }

    @Override
    public void abandon() {
        if (inputs == null) {
            return;
        }
        abandoned = true;
        Map<String, Long> left = new LinkedHashMap<>();
        inputs.abandon((stream, items) -> left.merge(stream, items, Long::sum));
        for (Slot slot : slots) {
            String stream = slot.stream();
            if (stream != null) {
                left.merge(stream, (long) slot.items(), Long::sum);
            }
        }
        left.forEach(this::undelivered);
    }

    /** Begun and finished iterations. */
    @Override
    public long progress() {
        return 2 * counters.iterations() - running;
    }

    @Override
    public List<Thread> threads() {
        return slots.stream().map(Slot::thread).filter(Objects::nonNull).toList();
    }

    @Override
    public boolean isIdle() {
        return super.isIdle() && running == 0;
    }

    @Override
    public void quiesce(Runnable whenQuiet) {
        turn().post(new Work(threading()) {
            @Override
            protected Next run() {
                quiet = whenQuiet;
                backoffs.end(); // the restart may have mended what has failed
                checkQuiet();
                return Next.DONE;
            }
        });
    }

    private void checkQuiet() {
        if (quiet != null && running == 0) {
            quiet.run();
            quiet = null;
        }
    }

    /** An iteration has ended. Any thread. */
    private void returned(Slot slot) {
        returned.add(slot);
        wake();
    }

    @Override
    protected Next run() {
        look();
        settle();
        if (backoffs.pass()) {
            context().listener().goesOn(this);
        }
        if (isEnded()) {
            return idle();
        }
        if (isStopping() && !draining) {
            draining = true;
            repeats.forEach(Slot::endDelay); // there may be no time to wait for it
        }
        if (isOutOfCondition() && running == 0) {
            pace.reset();
            enter(TaskState.INITIALIZED);
        } else if (mayBegin()) {
            dispatch();
            enterWaitingOrRunning();
        }
        if (running == 0) {
            finishIfOver();
        }
        checkQuiet();
        return idle();
    }

    private void enterWaitingOrRunning() {
        if (running > 0 || repeats.isEmpty() && backoffs.areOver()) {
            enter(TaskState.RUNNING);
        } else if (backoffs.areOver()) {
            enter(TaskState.RETRYING);
        } else {
            enter(TaskState.FAILED, lastCause());
        }
    }

    /** Others may be in progress while one waits: see {@link #backoffs}. */
    @Override
    void leaveFailed() {
        // told when the last backoff is over
    }

    private boolean mayBegin() {
        return ending != Outcome.FAILED && ending != Outcome.STOPPED && !isCut() && !(isStopping() && inputs == null)
                && !isHeld();
    }

    // what begins

    private void dispatch() {
        int due = (int) repeats.stream().filter(Slot::isDue).count();
        int fresh = ending != null || pace.isDelayed() ? 0 : free.size();
        if (due + fresh == 0) {
            return;
        }
        int room = due + fresh;
        if (output != null) {
            room = output.reserve(running + room, running) - running;
        }
        room -= repeat(Math.min(room, due));
        if (fresh > 0 && room > 0) {
            begin(Math.min(room, fresh));
        }
    }

    /** Begins iterations that are to be repeated. */
    private int repeat(int most) {
        int begun = 0;
        for (Iterator<Slot> each = repeats.iterator(); begun < most && each.hasNext();) {
            Slot slot = each.next();
            if (slot.isDue()) {
                each.remove();
                start(slot);
                begun++;
            }
        }
        return begun;
    }

    private void begin(int most) {
        if (inputs != null) {
            ActorException overflow = inputs.overflow(this);
            if (overflow != null) {
                fail(overflow);
            }
            if (mayBegin() && !pace.isDelayed()) {
                take(most);
            }
            return;
        }
        for (int i = 0; i < most; i++) {
            start(free.pop());
        }
    }

    /** Gives items to free slots. */
    private void take(int most) {
        int left = most;
        for (int ready = inputs.select(left, isStopping()); ready > 0; ready = inputs.select(left, isStopping())) {
            Object argument = null;
            for (; ready > 0 && (argument = inputs.next()) != null; ready--, left--) {
                Slot slot = free.pop();
                slot.take(argument, inputs.currentStream(), inputs.currentItems(argument));
                start(slot);
            }
            inputs.release(null);
            if (left == 0 || argument == null) {
                return;
            }
        }
    }

    private void start(Slot slot) {
        running++;
        counters.iteration();
        slot.start();
    }

    // what comes back

    private void settle() {
        int before = running;
        for (Slot slot = returned.poll(); slot != null; slot = returned.poll()) {
            if (output != null) {
                output.acquaint(running); // there may be no reservation for long
            }
            running--;
            counters.took(slot.time());
            settling = slot;
            if (slot.isCancelled()) {
                cancelled();
            } else if (slot.failure() != null) {
                fail(slot.failure());
            } else {
                accept(slot.value());
            }
            if (settling != null) {
                free(slot);
            }
        }
        settling = null;
        if (running < before && output != null) {
            output.flush();
        }
    }

    private void free(Slot slot) {
        slot.clear();
        free.push(slot);
    }

    @Override
    Next skip() {
        counters.skip();
        if (inputs == null && !pace.isDelayed()) {
            pace.backOff();
        }
        return null;
    }

    @Override
    Next succeed() {
        if (ending == null) {
            ending = Outcome.SUCCEEDED;
        }
        return null;
    }

    @Override
    Next retry(Duration delay) {
        counters.retry();
        repeatLater(delay.isZero() ? null : new Delay(this, delay));
        if (running == 0) {
            enter(TaskState.RETRYING);
        }
        return null;
    }

    private void repeatLater(Delay delay) {
        settling.delay(delay);
        repeats.add(settling);
        settling = null;
    }

    @Override
    Next fail(Throwable thrown) {
        Throwable failure = unwrap(thrown);
        Slot slot = settling;
        Object argument = slot == null ? null : slot.argument();
        Verdict verdict = judge(failure, argument, slot == null ? 0 : slot.attempt());
        boolean again = argument != null && !verdict.deadLetter();
        if (verdict.action() == Verdict.Action.CRASH) {
            ending = Outcome.FAILED;
            cause = cause == null ? failure : cause;
            return null;
        }
        if (running == 0) {
            enter(TaskState.FAILED, failure);
        }
        boolean wait = !verdict.delay().isZero() && !isStopping(); // there may be no time to wait
        if (again) {
            repeatLater(wait ? backoffs.add(new Delay(this, verdict.delay())) : null);
        } else if (wait) {
            backoffs.add(delay(verdict.delay()));
        }
        return null;
    }

    /** The iteration was cancelled: it is repeated, unless the task was told to end. */
    private void cancelled() {
        if (isCut() || isStopping() && inputs == null) {
            ending = ending == null ? Outcome.STOPPED : ending;
            lose(settling);
        } else if (inputs != null) {
            repeatLater(null);
        }
    }

    private void lose(Slot slot) {
        if (slot != null && slot.items() > 0) {
            context().listener().deadLetter(this, slot.argument(), slot.attempts() == 0 ? null : lastCause(),
                    slot.attempts());
            lost.merge(slot.stream(), (long) slot.items(), Long::sum);
        }
    }

    // the end

    /** Nothing is in progress: whether that is all there is to do. */
    private void finishIfOver() {
        boolean nothingLeft = inputs == null || repeats.isEmpty();
        if (ending == Outcome.FAILED || ending == Outcome.SUCCEEDED && nothingLeft) {
            finish(ending);
        } else if (isCut() || ending == Outcome.STOPPED || isStopping() && inputs == null) {
            finish(Outcome.STOPPED);
        } else if (ending == null && inputs != null && nothingLeft && !isHeld() && inputs.isExhausted(isStopping())) {
            finish(inputs.isExhausted(false) && !isStopping() ? Outcome.SUCCEEDED : Outcome.STOPPED);
        }
    }

    private void finish(Outcome outcome) {
        pace.reset();
        backoffs.end();
        if (backoffs.pass()) {
            context().listener().goesOn(this);
        }
        while (!repeats.isEmpty()) {
            Slot slot = repeats.pop();
            lose(slot);
            free(slot);
        }
        if (inputs != null) {
            inputs.leave(null, this::unread, (stream, items) -> lost.merge(stream, items, Long::sum));
        }
        if (!abandoned) {
            lost.forEach(this::undelivered);
        }
        lost.clear();
        end(outcome, outcome == Outcome.FAILED ? cause : null);
    }
}
