package io.quarkiverse.actors.deployment.keyed;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorKey;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorScoped;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Keyed;
import io.quarkiverse.actors.Supervised;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class KeyedErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment(
            """
                    The actors of this application have 15 errors:
                    - Audit#audit(String) consumes from Balance#changes, which emits Keyed<UUID, String>, but takes String: let it take \
                    Keyed<UUID, String> or a supertype
                    - Balance is keyed and @Singleton, but has an instance for each key: leave @Singleton out for @ActorScoped, or remove \
                    keyed = true
                    - Balance#otherKey is annotated @ActorKey and is String, but Balance#key is UUID: inject the key with one type
                    - Books depends on Balance with required = false, but both are keyed, and an instance stops with the one of the same \
                    key that it holds: remove required = false, or inject ActorRef<Balance>
                    - Books has idleTimeout = "soon", which is no positive duration: write it like 5s, 200ms or PT1M, or as a property \
                    expression
                    - Books has newInstance = true, but Books is keyed, and others of the same key may hold its instance: remove newInstance
                    - Books#key is annotated @ActorKey, but MicroProfile Config has no converter for Nothing: use String or another type \
                    that it converts, or register a Converter<Nothing>
                    - Fraud has idleTimeout = "5s", but is not keyed, and stays as long as the application: add keyed = true, or remove \
                    idleTimeout
                    - Fraud#check(Keyed<UUID, String>) consumes from Balance#changes, but Fraud does not depend on Balance: add \
                    @DependsOn(Balance.class), which lets it consume from all instances
                    - Helper is @ActorScoped, but no keyed actor: annotate it @Actor(keyed = true), or make it an @Alternative of one, or \
                    use another scope
                    - Resource#balance is Balance, but Balance is keyed, and only an actor of the same key knows which instance is meant: \
                    inject ActorSystem and use actor(Balance.class, key)
                    - Resource#key is annotated @ActorKey, but only keyed actors have a key: inject it into an actor with keyed = true, \
                    or pass the key on
                    - Resource#ref is ActorRef<Balance>, but Balance is keyed, and only an actor of the same key knows which instance is \
                    meant: inject ActorSystem and use actor(Balance.class, key)
                    - Scoped is an actor and @ActorScoped, but has no keys: add keyed = true to @Actor, or leave @ActorScoped out
                    - Wrong#balance is Balance, but Balance is keyed, and only an actor of the same key knows which instance is meant: \
                    inject ActorSystem and use actor(Balance.class, key)"""
                    .strip(),
            Balance.class, Books.class, Fraud.class, Audit.class,
            Wrong.class, Scoped.class, Helper.class, Resource.class, Nothing.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    static class Nothing {
        private Nothing() {
        }
    }

    @Actor(keyed = true)
    @Singleton
    static class Balance {

        @Inject
        @ActorKey
        UUID key;

        @Inject
        @ActorKey
        String otherKey;

        @Task
        String changes() {
            return "";
        }
    }

    @Actor(keyed = true, idleTimeout = "soon")
    @DependsOn(value = Balance.class, required = false)
    @Supervised(strategy = SupervisionStrategy.RESTART_ACTOR, newInstance = true)
    static class Books {
        @Inject
        @ActorKey
        Nothing key;
    }

    @Actor(idleTimeout = "5s")
    static class Fraud {
        @Task
        @ConsumeFrom(Balance.class)
        void check(Keyed<UUID, String> change) {
        }
    }

    @Actor
    @DependsOn(Balance.class)
    static class Audit {
        @Task
        @ConsumeFrom(Balance.class)
        void audit(String change) {
        }
    }

    @Actor
    static class Wrong {
        @Inject
        Balance balance;
    }

    @Actor
    @ActorScoped
    static class Scoped {
    }

    @ActorScoped
    static class Helper {
    }

    @Singleton
    static class Resource {

        @Inject
        Balance balance;

        @Inject
        ActorRef<Balance> ref;

        @Inject
        @ActorKey
        String key;
    }
}
