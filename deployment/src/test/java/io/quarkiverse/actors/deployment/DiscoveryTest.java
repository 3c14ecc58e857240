package io.quarkiverse.actors.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.InterceptionType;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Guard;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.ResourceInterceptor;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.Mock;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;

/** Everything that an application may declare, in one that builds. */
class DiscoveryTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Lines.class, Base.class, Reader.class, Cipher.class, Writer.class,
                    Watcher.class, MockWriter.class, Consumer.class, LeftOut.class, BaseWithoutActor.class));

    interface Lines {
    }

    abstract static class Base<T> {
        @Resource
        protected StringReader text() {
            return new StringReader("");
        }

        @Task
        protected abstract T lines();
    }

    @Actor
    static class Reader extends Base<String> implements Lines {
        @Override
        @Task
        @NonBlocking
        protected String lines() {
            return "line";
        }
    }

    @Actor
    @Singleton
    static class Cipher {
        @Inject
        Lines lines; // an actor by one of its types is a dependency
        @Inject
        ActorRef<Writer> back; // none, so that this is no cycle
        @Inject
        Instance<Writer> instance;
        @Inject
        Provider<Writer> provider;
        @Inject
        @All
        List<Writer> all;

        @Task
        @ConsumeFrom(Reader.class)
        byte[] encrypt(String line) {
            return line.getBytes();
        }

        @Guard(Trigger.STOP)
        boolean mayStop(ActorTransition transition) {
            return true;
        }
    }

    @Actor
    @DependsOn(value = Reader.class, required = false)
    static class Writer {
        @Inject
        Cipher cipher;
        @Inject
        ActorRef<Writer> self;

        @Task
        @ConsumeFrom(Reader.class) // of an optional dependency
        void plain(Object line) {
        }

        @Task
        @ConsumeFrom(Cipher.class)
        void write(byte[] bytes) {
        }

        @OnEnter(ActorState.STARTING)
        void begin() {
        }
    }

    @Mock
    @ApplicationScoped
    static class MockWriter extends Writer {
    }

    @Actor
    static class Consumer {
        @Inject
        Writer writer; // the mock is injected, and the actor is still the dependency
    }

    @Actor
    @IfBuildProfile("never")
    static class LeftOut {
        @Task
        void run() {
        }
    }

    abstract static class BaseWithoutActor {
        @Task
        void run() {
        }
    }

    @Singleton
    static class Watcher {
        @Inject
        @ActorStream(Reader.class)
        Instance<Multi<String>> lines;
        @Inject
        @ActorStream(Reader.class)
        Instance<Multi<? extends CharSequence>> chars;
        @Inject
        @ActorStream(value = Cipher.class, task = "encrypt")
        Instance<Multi<byte[]>> encrypted;
        @Inject
        ActorSystem system;
    }

    @Inject
    Reader reader;
    @Inject
    Watcher watcher;

    @Test
    void actorsAreBeans() {
        assertThat(Arc.container().select(Reader.class).getHandle().getBean().getScope()).isEqualTo(ApplicationScoped.class);
        assertThat(Arc.container().select(Cipher.class).getHandle().getBean().getScope()).isEqualTo(Singleton.class);
        assertThat(reader.lines()).isEqualTo("line");
    }

    @Test
    void streamsAreBeans() {
        assertThat(watcher.lines.isResolvable()).isTrue();
        assertThat(watcher.chars.isResolvable()).isTrue();
        assertThat(watcher.encrypted.isResolvable()).isTrue();
    }

    @Test
    void interceptorIsBoundToResources() {
        assertThat(Arc.container().beanManager().resolveInterceptors(InterceptionType.AROUND_INVOKE, new ResourceLiteral()))
                .extracting(interceptor -> (Object) interceptor.getBeanClass()).contains(ResourceInterceptor.class);
    }

    @SuppressWarnings("serial")
    static class ResourceLiteral extends AnnotationLiteral<Resource> implements Resource {
        @Override
        public String timeout() {
            return "";
        }

        @Override
        public boolean optional() {
            return false;
        }
    }
}
