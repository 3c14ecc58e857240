package io.quarkiverse.actors.deployment.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.AskTimeoutException;
import io.quarkiverse.actors.MailboxFullException;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class MessageTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Account.class, Waiter.class, Kitchen.class, Request.class))
            .overrideRuntimeConfigKey("quarkus.actors.ask-timeout", "300ms")
            .overrideRuntimeConfigKey("quarkus.actors.mailbox-size", "1000")
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Account\".mailbox-size", "2");

    @Inject
    ActorRef<Account> account;

    @Inject
    ActorRef<Waiter> waiter;

    @Inject
    ActorSystem system;

    @Inject
    Request request;

    @Inject
    Vertx vertx;

    @Test
    void runsInTheTurnOnTheInstanceItself() {
        assertThat(account.ask(a -> a.deposit(10)).await().atMost(LIMIT)).isEqualTo(10);
        assertThat(account.ask(a -> a instanceof ClientProxy).await().atMost(LIMIT)).isFalse();
        assertThat(system.actor(Account.class).ask(a -> a.deposit(5)).await().atMost(LIMIT)).isEqualTo(15);
        assertThat(account.ask(a -> Thread.currentThread().getName()).await().atMost(LIMIT)).startsWith("executor-thread");
        assertThat(account.askAsync(a -> Uni.createFrom().item(Thread.currentThread().getName())).await().atMost(LIMIT))
                .startsWith("vert.x-eventloop-thread");
        assertThat(account.ask(a -> a.self.tellAsync(Account::close)).await().atMost(LIMIT)).isNotNull();
        assertThat(account.ask(a -> a.deposit(0)).await().atMost(LIMIT)).isZero();
        assertThatThrownBy(() -> account.ask(a -> a.self.ask(b -> b.deposit(1)).await().atMost(LIMIT)).await().atMost(LIMIT))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("is awaited in the actor's own turn");
        Uni<Integer> goesOn = account.askAsync(a -> Uni.createFrom().item(1).onItem().delayIt().by(Duration.ofMillis(5))
                .chain(one -> a.self.ask(b -> b.deposit(one))));
        assertThatThrownBy(() -> goesOn.await().atMost(LIMIT)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is awaited in the actor's own turn");
    }

    @Test
    void twoActorsThatNeedEachOtherTalk() {
        CompletableFuture<String> served = new CompletableFuture<>();
        waiter.tell(w -> w.order("soup", served));
        assertThat(served.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("soup, hot");
        assertThat(system.graph().dependenciesOf("Waiter")).isEmpty();
    }

    @Test
    void asksInTheMiddleOfATurnOnAnEventLoop() {
        assertThat(waiter.askAsync(Waiter::taste).await().atMost(LIMIT)).isEqualTo("hot executor-thread true true");
    }

    @Test
    void isBoundedAndTimed() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Uni<Boolean> slow = account.ask(a -> {
            begun.countDown();
            return waitFor(latch);
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        account.tell(a -> {
        });
        assertThatThrownBy(() -> account.tell(a -> {
        })).isExactlyInstanceOf(MailboxFullException.class).hasMessageStartingWith("The mailbox of Account is full, with 2");
        assertThatThrownBy(() -> slow.await().atMost(LIMIT)).isExactlyInstanceOf(AskTimeoutException.class)
                .hasMessageStartingWith("Account did not answer within 300ms (quarkus.actors.ask-timeout)");
        latch.countDown();
        waiter.stop().await().atMost(LIMIT);
        assertThatThrownBy(() -> waiter.tell(w -> {
        })).isExactlyInstanceOf(ActorNotStartedException.class)
                .hasMessageStartingWith("Waiter takes no messages: it is stopped");
        waiter.start().await().atMost(LIMIT);
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }

    @Test
    void carriesTheContextsOfTheSender() {
        MDC.put("user", "Ada");
        Arc.container().requestContext().activate();
        String id = request.id();
        try {
            assertThat(account.ask(a -> MDC.get("user") + " " + a.request.id()).await().atMost(LIMIT)).isEqualTo("Ada " + id);
            assertThat(account.askAsync(a -> Uni.createFrom().item(() -> MDC.get("user") + " " + a.request.id())
                    .onItem().delayIt().by(Duration.ofMillis(5)).map(seen -> seen + " " + a.request.id()))
                    .await().atMost(LIMIT)).isEqualTo("Ada " + id + " " + id);
            assertThat(account.ask(a -> 1).map(ignored -> request.id()).await().atMost(LIMIT)).isEqualTo(id);
        } finally {
            Arc.container().requestContext().terminate();
            MDC.remove("user");
        }
    }

    /** The messages wait for each other's end, so that one thread runs them in a row. */
    @Test
    void leavesNothingBehindForTheNextMessage() {
        CountDownLatch latch = new CountDownLatch(1);
        waiter.tell(w -> waitFor(latch));
        List<Uni<String>> seen = new ArrayList<>();
        MDC.put("user", "Ada");
        Arc.container().requestContext().activate();
        try {
            seen.add(waiter.ask(w -> around()));
        } finally {
            Arc.container().requestContext().deactivate();
            MDC.remove("user");
        }
        seen.add(waiter.ask(w -> around()));
        latch.countDown();
        assertThat(seen).map(reply -> reply.await().atMost(LIMIT)).containsExactly("Ada true", "null false");
    }

    private static String around() {
        return MDC.get("user") + " " + Arc.container().requestContext().isActive();
    }

    @Test
    void goesOnWhereTheSenderIs() {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        CompletableFuture<String> seen = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            MDC.put("user", "Grace");
            Thread thread = Thread.currentThread();
            account.ask(a -> MDC.get("user")).subscribe().with(
                    user -> seen.complete(user + " " + MDC.get("user") + " " + (thread == Thread.currentThread()) + " "
                            + (Vertx.currentContext() == context)),
                    seen::completeExceptionally);
        });
        assertThat(seen.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("Grace Grace true true");
    }

    @Actor
    static class Account {

        @Inject
        ActorRef<Account> self;

        @Inject
        Request request;

        private int balance;

        int deposit(int amount) {
            return balance += amount;
        }

        void close() {
            balance = 0;
        }
    }

    @Actor
    @Singleton
    static class Waiter {

        @Inject
        ActorRef<Kitchen> kitchen;

        private CompletableFuture<String> guest;

        void order(String dish, CompletableFuture<String> served) {
            guest = served;
            kitchen.tell(k -> k.cook(dish));
        }

        void serve(String dish) {
            guest.complete(dish);
        }

        /** Goes on where it was, in the same context. */
        Uni<String> taste() {
            Thread loop = Thread.currentThread();
            Context context = Vertx.currentContext();
            return kitchen.ask(k -> "hot " + Thread.currentThread().getName().replaceAll("-\\d+$", ""))
                    .map(taste -> taste + " " + (loop == Thread.currentThread()) + " " + (context == Vertx.currentContext()));
        }
    }

    @Actor
    static class Kitchen {

        @Inject
        ActorRef<Waiter> waiter;

        void cook(String dish) {
            waiter.tell(w -> w.serve(dish + ", hot"));
        }
    }

    @RequestScoped
    static class Request {

        private final String id = UUID.randomUUID().toString();

        String id() {
            return id;
        }
    }
}
