package io.quarkiverse.actors.deployment.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Managed;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.ResourceUnavailableException;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class ResourceTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Journal.class, Connection.class, Base.class, Holder.class, Late.class,
                    Slow.class))
            .overrideConfigKey("slow.timeout", "50ms");

    @Inject
    Journal journal;

    @Inject
    Holder holder;

    @Inject
    Late late;

    @Inject
    ActorRef<Holder> holderRef;

    @Inject
    ActorRef<Slow> slow;

    @Test
    void areThereFromStartToStop() {
        assertThat(holderRef.state()).isEqualTo(ActorState.HEALTHY);
        assertThat(journal.entries).containsExactly("open base on executor", "open plain on executor after base",
                "open async on event loop", "open managed on executor", "open managedAsync on event loop",
                "fail optional", "fail unavailable", "hook sees plain");

        assertThat(holder.plain()).isSameAs(holder.plain()).isSameAs(holder.throughItself());
        assertThat(holder.base().name).isEqualTo("base");
        assertThat(holder.async().await().atMost(Duration.ZERO.plusMillis(1)).name).isEqualTo("async");
        assertThat(holder.managed().get()).isEqualTo("managed");
        assertThat(holder.managedAsync().toCompletableFuture()).isCompletedWithValueMatching(
                managed -> managed.get().equals("managedAsync"));
        assertThatThrownBy(holder::optional).isExactlyInstanceOf(ResourceUnavailableException.class)
                .hasMessage("Holder#optional is not available: its actor started without it")
                .hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(holder::unavailable).isExactlyInstanceOf(ResourceUnavailableException.class)
                .hasMessage("Holder#unavailable is not available: its actor started without it");

        Connection first = holder.plain();
        journal.entries.clear();
        holderRef.stop().await().atMost(LIMIT);
        assertThat(journal.entries).containsExactly("close managedAsync on event loop", "close managed on executor",
                "close async on event loop", "close plain on executor", "close base on executor");
        assertThatThrownBy(holder::plain).isExactlyInstanceOf(ActorNotStartedException.class)
                .hasMessage("Holder#plain is not acquired: it is there from the start of its actor to the stop");

        holderRef.start().await().atMost(LIMIT);
        assertThat(holder.plain()).isNotSameAs(first);
    }

    @Test
    void areNotThereBeforeTheStart() {
        assertThatThrownBy(late::connection).isExactlyInstanceOf(ActorNotStartedException.class)
                .hasMessage("Late#connection is not acquired: it is there from the start of its actor to the stop");
    }

    @Test
    void areNotWaitedForLongerThanTheirTimeout() {
        assertThatThrownBy(() -> slow.start().await().atMost(LIMIT)).isExactlyInstanceOf(ActorException.class)
                .hasMessage("Slow did not start: Slow#never could not be acquired: java.util.concurrent.TimeoutException: "
                        + "Slow#never was not acquired within 50ms")
                .hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(slow.state()).isEqualTo(ActorState.CRASHED);
        assertThat(journal.entries).contains("open slow", "close slow on executor");
    }

    @Singleton
    static class Journal {

        final List<String> entries = new CopyOnWriteArrayList<>();

        void add(String entry) {
            entries.add(entry);
        }

        void addHere(String entry) {
            String thread = Thread.currentThread().getName();
            entries.add(entry + (thread.startsWith("vert.x-eventloop") ? " on event loop"
                    : thread.startsWith("executor-thread") ? " on executor" : " on " + thread));
        }
    }

    static class Connection implements AutoCloseable {

        final String name;
        private final Journal journal;

        Connection(String name, Journal journal) {
            this.name = name;
            this.journal = journal;
        }

        @Override
        public void close() {
            journal.addHere("close " + name);
        }
    }

    static class Base {

        @Inject
        Journal journal;

        @Resource
        Connection base() {
            journal.addHere("open base");
            return new Connection("base", journal);
        }
    }

    @Actor
    static class Holder extends Base {

        @Resource(timeout = "5s")
        Connection plain() {
            journal.addHere("open plain");
            String last = journal.entries.remove(journal.entries.size() - 1);
            journal.add(last + " after " + base().name);
            return new Connection("plain", journal);
        }

        @Resource(timeout = "${no.such.property:PT10S}")
        Uni<Connection> async() {
            journal.addHere("open async");
            return Uni.createFrom().item(new Connection("async", journal));
        }

        @Resource
        Managed<String> managed() {
            journal.addHere("open managed");
            return Managed.of("managed", value -> journal.addHere("close " + value));
        }

        @Resource
        CompletionStage<Managed<String>> managedAsync() {
            journal.addHere("open managedAsync");
            return CompletableFuture.completedFuture(Managed.ofAsync("managedAsync",
                    () -> Uni.createFrom().voidItem().invoke(() -> journal.addHere("close managedAsync"))));
        }

        @Resource(optional = true)
        Connection optional() throws IOException {
            journal.add("fail optional");
            throw new IOException("no such host");
        }

        @Resource
        Connection unavailable() {
            journal.add("fail unavailable");
            throw new ResourceUnavailableException("switched off");
        }

        @OnEnter(ActorState.RESOURCES_ACQUIRED)
        void look() {
            journal.add("hook sees " + plain().name);
        }

        Connection throughItself() {
            return plain();
        }
    }

    @Actor(autoStart = false)
    static class Late {

        @Inject
        Journal journal;

        @Resource
        Connection connection() {
            return new Connection("late", journal);
        }
    }

    @Actor(autoStart = false)
    static class Slow {

        @Inject
        Journal journal;

        @Resource
        Connection slow() {
            journal.add("open slow");
            return new Connection("slow", journal);
        }

        @Resource(timeout = "${slow.timeout}")
        Uni<Connection> never() {
            return Uni.createFrom().nothing();
        }
    }
}
