package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.quarkiverse.actors.runtime.ActorsConfig.ActorConfig;
import io.quarkiverse.actors.runtime.lifecycle.Settings;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.common.expression.Expression;

/** What the build found together with what the configuration says of it; reports all errors of the configuration together. */
final class ConfiguredActors {

    private final ActorsConfig config;
    private final Function<String, Optional<String>> properties;
    private final List<ActorModel> models = new ArrayList<>();
    private final Map<String, Map<String, Duration>> timeouts = new HashMap<>();
    private final List<String> errors = new ArrayList<>();

    /**
     * @param found what the build found
     * @param config the configuration of the extension
     * @param properties finds the value of any property
     * @throws ConfigurationException if something is wrong with the configuration
     */
    ConfiguredActors(List<ActorModel> found, ActorsConfig config, Function<String, Optional<String>> properties) {
        this.config = config;
        this.properties = properties;
        checkSettings();
        checkNames(found);
        found.forEach(this::add);
        if (!errors.isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), errors));
        }
    }

    ActorsConfig config() {
        return config;
    }

    List<ActorModel> models() {
        return models;
    }

    /** The limit of a resource; null for none. */
    Duration timeout(ActorModel actor, ResourceModel resource) {
        return timeouts.getOrDefault(actor.name(), Map.of()).get(resource.method().name());
    }

    Settings settings() {
        return new Settings(config.shutdownTimeout(), config.cancelAfter(), config.askTimeout(), config.maxBlocking());
    }

    /** How many messages an actor may have. */
    int mailboxSize(ActorModel actor) {
        ActorConfig configured = config.actors().get(actor.name());
        return configured == null ? config.mailboxSize() : configured.mailboxSize().orElse(config.mailboxSize());
    }

    private void checkSettings() {
        checkPositive("start-timeout", config.startTimeout());
        checkPositive("shutdown-timeout", config.shutdownTimeout());
        checkPositive("ask-timeout", config.askTimeout());
        checkMailbox("mailbox-size", config.mailboxSize());
        config.actors().forEach((name, actor) -> actor.mailboxSize()
                .ifPresent(size -> checkMailbox("actor.\"%s\".mailbox-size".formatted(name), size)));
        if (config.cancelAfter().isNegative()) {
            errors.add("quarkus.actors.cancel-after is negative: it must be 0 or more");
        }
        if (config.maxBlocking() < 1) {
            errors.add("quarkus.actors.max-blocking is %d: it must be at least 1".formatted(config.maxBlocking()));
        }
    }

    private void checkPositive(String property, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            errors.add("quarkus.actors.%s is not positive: it must be at least 1ms".formatted(property));
        }
    }

    private void checkMailbox(String property, int size) {
        if (size < 1) {
            errors.add("quarkus.actors.%s is %d: it must be at least 1".formatted(property, size));
        }
    }

    private void checkNames(List<ActorModel> found) {
        TreeSet<String> names = found.stream().map(ActorModel::name).collect(Collectors.toCollection(TreeSet::new));
        for (String configured : new TreeSet<>(config.actors().keySet())) {
            if (!names.contains(configured)) {
                errors.add("quarkus.actors.actor.\"%s\" configures an actor that does not exist: the actors are %s"
                        .formatted(configured, String.join(", ", names)));
            }
        }
    }

    private void add(ActorModel found) {
        ActorConfig actor = config.actors().get(found.name());
        boolean autoStart = actor == null ? found.autoStart() : actor.autoStart().orElse(found.autoStart());
        models.add(new ActorModel(found.name(), found.beanClass(), found.beanId(), autoStart, found.dependencies(),
                found.resources(), found.tasks(), found.hooks()));
        Map<String, Duration> limits = new HashMap<>();
        for (ResourceModel resource : found.resources()) {
            if (!resource.timeout().isBlank()) {
                limits.put(resource.method().name(), parse(found, resource));
            }
        }
        timeouts.put(found.name(), limits);
    }

    private Duration parse(ActorModel actor, ResourceModel resource) {
        String place = simpleName(actor.beanClass()) + "#" + resource.method().name();
        String value;
        try {
            value = expand(resource.timeout());
        } catch (NoSuchElementException missing) {
            errors.add("%s has timeout = \"%s\", but the property %s is not set: set it, or write a default as in ${%s:5s}"
                    .formatted(place, resource.timeout(), missing.getMessage(), missing.getMessage()));
            return null;
        }
        try {
            Duration duration = DurationConverter.parseDuration(value);
            if (duration != null && !duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (IllegalArgumentException notADuration) {
            // said below
        }
        errors.add("%s has timeout = \"%s\", which is \"%s\" and no positive duration: write it like 5s, 200ms or PT1M"
                .formatted(place, resource.timeout(), value));
        return null;
    }

    private String expand(String expression) {
        return Expression.compile(expression, Expression.Flag.LENIENT_SYNTAX, Expression.Flag.NO_TRIM)
                .evaluate((context, target) -> {
                    Optional<String> value = properties.apply(context.getKey());
                    if (value.isPresent()) {
                        target.append(value.get());
                    } else if (context.hasDefault()) {
                        context.expandDefault();
                    } else {
                        throw new NoSuchElementException(context.getKey());
                    }
                }).trim();
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }
}
