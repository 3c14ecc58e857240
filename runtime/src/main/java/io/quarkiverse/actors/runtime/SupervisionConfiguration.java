package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.actors.runtime.ActorsConfig.SupervisionConfig;
import io.quarkiverse.actors.runtime.ValueReader.Value;
import io.quarkiverse.actors.runtime.model.SupervisionModel;
import io.quarkiverse.actors.runtime.supervision.Supervision;

/**
 * The supervision of one task: the configuration of its actor wins over its annotation, that over the configuration of all
 * actors, and that over the defaults; each member by itself.
 */
final class SupervisionConfiguration {

    private static final Supervision DEFAULT = Supervision.DEFAULT;

    private final SupervisionModel annotation;
    private final SupervisionConfig ofActor;
    private final String actorPrefix;
    private final SupervisionConfig ofAll;
    private final ValueReader values;

    /**
     * @param annotation what is annotated
     * @param ofActor the configuration of the actor; null for none
     * @param actorPrefix what its properties begin with
     * @param ofAll the configuration of all actors
     * @param values reads values and notes errors
     */
    SupervisionConfiguration(SupervisionModel annotation, SupervisionConfig ofActor, String actorPrefix,
            SupervisionConfig ofAll,
            ValueReader values) {
        this.annotation = annotation;
        this.ofActor = ofActor;
        this.actorPrefix = actorPrefix;
        this.ofAll = ofAll;
        this.values = values;
    }

    Supervision supervision() {
        Duration backoff = duration("backoff", annotation.backoff(), SupervisionConfig::backoff, DEFAULT.backoff(), false);
        Duration longest = duration("maxBackoff", annotation.maxBackoff(), SupervisionConfig::maxBackoff, DEFAULT.maxBackoff(),
                false);
        Supervision supervision = new Supervision(
                either(annotation.strategy(), SupervisionConfig::strategy, DEFAULT.strategy()),
                either(annotation.maxRestarts(), SupervisionConfig::maxRestarts, DEFAULT.maxRestarts()),
                duration("within", annotation.within(), SupervisionConfig::within, DEFAULT.within(), true),
                backoff, longest.compareTo(backoff) < 0 ? backoff : longest,
                either(annotation.jitter(), SupervisionConfig::jitter, DEFAULT.jitter()),
                either(annotation.maxAttempts(), SupervisionConfig::maxAttempts, DEFAULT.maxAttempts()),
                either(annotation.newInstance(), SupervisionConfig::newInstance, DEFAULT.newInstance()));
        check(supervision);
        return supervision;
    }

    /** What annotations say was checked by the build. */
    private void check(Supervision supervision) {
        checkNumber("max-restarts", supervision.maxRestarts() >= -1, supervision.maxRestarts(),
                "0 or more, or -1 for no limit");
        checkNumber("jitter", supervision.jitter() >= 0 && supervision.jitter() <= 1, supervision.jitter(), "0 to 1");
        checkNumber("max-attempts", supervision.maxAttempts() >= 1, supervision.maxAttempts(), "at least 1");
    }

    private void checkNumber(String member, boolean valid, Object value, String rule) {
        if (!valid) {
            values.error("%s%s is %s: it must be %s".formatted(ofActor == null ? "quarkus.actors.supervision." : actorPrefix,
                    member, value, rule));
        }
    }

    private <T> T either(T annotated, Function<SupervisionConfig, Optional<T>> property, T standard) {
        Optional<T> configured = Optional.ofNullable(ofActor).flatMap(property);
        return configured.orElseGet(() -> annotated != null ? annotated : property.apply(ofAll).orElse(standard));
    }

    private Duration duration(String member, String annotated, Function<SupervisionConfig, Optional<String>> property,
            Duration standard, boolean positive) {
        String name = member.replace("maxBackoff", "max-backoff");
        Value value = Optional.ofNullable(ofActor).flatMap(property).map(text -> new Value(text.trim(), actorPrefix + name))
                .orElse(null);
        if (value == null && annotated != null) {
            value = values.annotated(annotation.place(), member, annotated, "5s");
        } else if (value == null) {
            value = property.apply(ofAll).map(text -> new Value(text.trim(), "quarkus.actors.supervision." + name))
                    .orElse(null);
        }
        if (value == null) {
            return standard;
        }
        Duration read = positive ? values.limit(value) : values.delay(value);
        return read == null ? standard : read;
    }
}
