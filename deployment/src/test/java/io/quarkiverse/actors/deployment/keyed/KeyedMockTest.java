package io.quarkiverse.actors.deployment.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorKey;
import io.quarkiverse.actors.ActorScoped;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.Resource;
import io.quarkus.test.Mock;
import io.quarkus.test.QuarkusUnitTest;

/** Another bean in the place of a keyed actor. */
class KeyedMockTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Account.class, PoorAccount.class, Owner.class));

    @Inject
    ActorSystem system;

    @Test
    void runsAsTheActor() {
        assertThat(system.actor(Account.class, "42").ask(Account::balance).await().atMost(LIMIT)).isEqualTo("nothing on 42");
        assertThat(system.actor(Owner.class, "7").ask(Owner::balance).await().atMost(LIMIT)).isEqualTo("nothing on 7");
        boolean same = system.actor(Account.class, "7").ask(a -> a.vault() == a.vault()).await().atMost(LIMIT);
        assertThat(same).as("resources of the superclass are its own").isTrue();
    }

    @Actor(keyed = true)
    static class Account {

        @Inject
        @ActorKey
        String id;

        String balance() {
            return "much on " + id;
        }

        @Resource
        AutoCloseable vault() {
            return new AutoCloseable() {
                @Override
                public void close() {
                    // nothing to be closed
                }
            };
        }
    }

    @Mock
    @ActorScoped
    static class PoorAccount extends Account {
        @Override
        String balance() {
            return "nothing on " + id;
        }
    }

    @Actor(keyed = true)
    static class Owner {

        @Inject
        Account account;

        String balance() {
            return account.balance();
        }
    }
}
