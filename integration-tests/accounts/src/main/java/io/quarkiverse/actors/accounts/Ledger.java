package io.quarkiverse.actors.accounts;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;

/** Where balances are kept while no actor has them; stands in for a database. */
@ApplicationScoped
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);

    private final Map<String, Long> balances = new ConcurrentHashMap<>();

    long load(String user) {
        return balances.getOrDefault(user, 0L);
    }

    void save(String user, long balance) {
        balances.put(user, balance);
    }

    /** Actors have stopped by now. */
    void report(@Observes ShutdownEvent event) {
        LOG.infof("The accounts hold %d cents", balances.values().stream().mapToLong(balance -> balance).sum());
    }
}
