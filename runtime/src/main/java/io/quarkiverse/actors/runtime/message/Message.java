package io.quarkiverse.actors.runtime.message;

import java.util.function.Function;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.task.Completion;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/** A function that runs in the turn of an actor. */
final class Message extends Work {

    private final Mailbox mailbox;
    /** Null for who does not wait for an outcome. */
    private final Reply<?> reply;
    /** Whether the function returns a {@code Uni}, which the turn lasts for. */
    private final boolean async;
    /** Null once it is not needed any more. */
    private Function<Object, ?> function;
    private Completion completion;

    Message(Mailbox mailbox, Function<Object, ?> function, Reply<?> reply, boolean async) {
        super(async ? Threading.NON_BLOCKING : Threading.BLOCKING);
        this.mailbox = mailbox;
        this.function = function;
        this.reply = reply;
        this.async = async;
    }

    @Override
    protected Next run() {
        if (completion != null) {
            return resume();
        }
        if (!mailbox.lets(this)) {
            return Next.DONE;
        }
        if (reply != null && !reply.begin()) {
            mailbox.done();
            return Next.DONE;
        }
        Function<Object, ?> called = function;
        function = null;
        return async ? await(called) : call(called);
    }

    private Next call(Function<Object, ?> called) {
        Object item = null;
        Throwable failure = null;
        Thread thread = Thread.currentThread();
        mailbox.inHand().begin(thread);
        try {
            item = called.apply(mailbox.instance());
        } catch (Throwable thrown) {
            failure = thrown;
        }
        mailbox.inHand().end(thread);
        return finish(item, failure);
    }

    private Next await(Function<Object, ?> called) {
        try {
            completion = Completion.of(called.apply(mailbox.instance()), turn(), this);
        } catch (Throwable thrown) {
            return finish(null, thrown);
        }
        mailbox.inHand().suspend(completion);
        return completion.isDone() ? resume() : Next.SUSPENDED;
    }

    private Next resume() {
        mailbox.inHand().resume();
        return finish(completion.value(),
                completion.isCancelled() ? mailbox.refusals().cutOff() : completion.failure());
    }

    private Next finish(Object item, Throwable failure) {
        mailbox.done();
        boolean heard = reply != null && reply.come(item, failure);
        if (failure != null && !heard) {
            mailbox.casualties().failed(failure, reply != null);
        }
        if (heard && reply.isOwed()) {
            turn().afterwards(this);
        }
        return Next.DONE;
    }

    @Override
    protected Next broken(Throwable failure) {
        return finish(null, failure);
    }

    @Override
    protected void afterwards() {
        reply.deliver();
    }

    /** The actor has come to its end: the message does not run. */
    void refuse() {
        function = null;
        mailbox.done();
        if (reply == null) {
            mailbox.casualties().lost();
        } else if (reply.come(null, mailbox.refusals().ended()) && reply.isOwed()) {
            turn().afterwards(this);
        }
    }

    private Turn turn() {
        return mailbox.turn();
    }
}
