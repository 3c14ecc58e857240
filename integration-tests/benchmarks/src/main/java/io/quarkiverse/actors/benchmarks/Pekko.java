package io.quarkiverse.actors.benchmarks;

import java.util.Optional;
import java.util.function.LongFunction;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** What the rows of Pekko share. */
public final class Pekko {

    private Pekko() {
    }

    /**
     * The defaults, but quiet.
     *
     * @return the configuration
     */
    public static Config config() {
        return ConfigFactory.parseString("pekko.loglevel=WARNING").withFallback(ConfigFactory.load());
    }

    /**
     * A system of classic actors, as streams need one.
     *
     * @return the system
     */
    public static ActorSystem system() {
        return ActorSystem.create("benchmark", config());
    }

    /**
     * The numbers from 0 on.
     *
     * @param items how many
     * @param make makes an item
     * @return a source
     */
    public static Source<Item, NotUsed> numbers(int items, LongFunction<Item> make) {
        return Source.unfold(0L,
                next -> next == items ? Optional.empty() : Optional.of(Pair.create(next + 1, make.apply(next))));
    }
}
