package io.quarkiverse.actors.runtime;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.quarkiverse.actors.runtime.ActorsConfig.ActorConfig;
import io.quarkiverse.actors.runtime.ActorsConfig.TaskConfig;
import io.quarkiverse.actors.runtime.ValueReader.Value;
import io.quarkiverse.actors.runtime.lifecycle.ActorSettings;
import io.quarkiverse.actors.runtime.lifecycle.Settings;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.model.SupervisionModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkus.runtime.configuration.ConfigurationException;

/** What the build found together with what the configuration says of it; reports all errors of the configuration together. */
final class ConfiguredActors {

    private final ActorsConfig config;
    private final int workers;
    private final ValueReader values;
    private final List<ActorModel> models = new ArrayList<>();
    private final Map<String, Map<String, Duration>> timeouts = new HashMap<>();
    private final Map<String, Map<String, TaskSettings>> tasks = new HashMap<>();
    private final Map<String, Duration> idleTimeouts = new HashMap<>();
    private final Map<String, ActorSettings> settings = new HashMap<>();
    private final Map<String, Set<HealthProbe>> probes = new HashMap<>();

    /**
     * @param found what the build found
     * @param config the configuration of the extension
     * @param workers how many worker threads there are at most
     * @param properties finds the value of any property
     * @throws ConfigurationException if something is wrong with the configuration
     */
    ConfiguredActors(List<ActorModel> found, ActorsConfig config, int workers,
            Function<String, Optional<String>> properties) {
        this.config = config;
        this.workers = workers;
        this.values = new ValueReader(properties);
        checkSettings();
        checkNames(found);
        found.forEach(this::add);
        if (!values.errors().isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), values.errors()));
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

    /** How long an instance of a keyed actor stays when nobody uses it; null for ever. */
    Duration idleTimeout(ActorModel actor) {
        return idleTimeouts.get(actor.name());
    }

    /** Who counts in which probe, and how. */
    ActorsHealth health() {
        List<String> booting = config.startMode() == StartMode.HALTED ? List.of()
                : models.stream().filter(ActorModel::autoStart).map(ActorModel::name).toList();
        return new ActorsHealth(probes, config.health().degraded() == DegradedHealth.UP, booting);
    }

    /** What annotations and configuration say of an actor as a whole. */
    ActorSettings settings(ActorModel actor) {
        return settings.get(actor.name());
    }

    /** What annotations and configuration say of a task. */
    TaskSettings settings(ActorModel actor, TaskModel task) {
        return tasks.get(actor.name()).get(task.name());
    }

    Settings settings() {
        return new Settings(config.shutdownTimeout(), config.cancelAfter(), config.askTimeout(),
                config.maxBlocking().orElse(Math.max(1, workers / 2)));
    }

    /** How many messages an actor may have. */
    int mailboxSize(ActorModel actor) {
        ActorConfig configured = config.actors().get(actor.name());
        return configured == null ? config.mailboxSize() : configured.mailboxSize().orElse(config.mailboxSize());
    }

    private void checkSettings() {
        checkPositive("start-timeout", config.startTimeout());
        checkPositive("shutdown-timeout", config.shutdownTimeout());
        config.actors().forEach((name, actor) -> actor.shutdownTimeout().ifPresent(
                timeout -> checkPositive("actor.\"%s\".shutdown-timeout".formatted(name), timeout)));
        checkPositive("ask-timeout", config.askTimeout());
        checkMailbox("mailbox-size", config.mailboxSize());
        config.actors().forEach((name, actor) -> actor.mailboxSize()
                .ifPresent(size -> checkMailbox("actor.\"%s\".mailbox-size".formatted(name), size)));
        if (config.cancelAfter().isNegative()) {
            values.error("quarkus.actors.cancel-after is negative: it must be 0 or more");
        }
        config.maxBlocking().ifPresent(max -> {
            if (max < 1) {
                values.error("quarkus.actors.max-blocking is %d: it must be at least 1".formatted(max));
            } else if (max >= workers) {
                LOG.mayHoldAllWorkers(max, workers);
            }
        });
    }

    private void checkPositive(String property, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            values.error("quarkus.actors.%s is not positive: it must be at least 1ms".formatted(property));
        }
    }

    private void checkMailbox(String property, int size) {
        if (size < 1) {
            values.error("quarkus.actors.%s is %d: it must be at least 1".formatted(property, size));
        }
    }

    private void checkNames(List<ActorModel> found) {
        TreeSet<String> names = found.stream().map(ActorModel::name).collect(Collectors.toCollection(TreeSet::new));
        for (String configured : new TreeSet<>(config.actors().keySet())) {
            if (!names.contains(configured)) {
                values.error("quarkus.actors.actor.\"%s\" configures an actor that does not exist: the actors are %s"
                        .formatted(configured, String.join(", ", names)));
            }
        }
    }

    private void add(ActorModel found) {
        Optional<ActorConfig> actor = Optional.ofNullable(config.actors().get(found.name()));
        boolean autoStart = actor.flatMap(ActorConfig::autoStart).orElse(found.autoStart());
        if (autoStart && found.isKeyed()) {
            values.error(
                    ("quarkus.actors.actor.\"%s\".auto-start is set, but %1$s is keyed, and its instances start when they are "
                            + "first asked for: remove the property").formatted(found.name()));
        }
        models.add(new ActorModel(found.name(), found.beanClass(), found.beanId(), autoStart, found.keyed(),
                found.dependencies(), found.resources(), found.tasks(), found.hooks(), found.supervision()));
        actor.flatMap(ActorConfig::health).ifPresent(configured -> addProbes(found, configured));
        Map<String, Duration> limits = new HashMap<>();
        for (ResourceModel resource : found.resources()) {
            limits.put(resource.method().name(),
                    values.limit(values.annotated(label(found, resource.method()), "timeout", resource.timeout(), "5s")));
        }
        timeouts.put(found.name(), limits);
        addTasks(found, actor.orElse(null));
        settings.put(found.name(), new ActorSettings(actor.flatMap(ActorConfig::shutdownTimeout).orElse(null),
                supervision(found, found.supervision(), actor.orElse(null))));
        addIdleTimeout(found, actor.flatMap(ActorConfig::idleTimeout).orElse(null));
    }

    private void addIdleTimeout(ActorModel actor, String configured) {
        String property = "quarkus.actors.actor.\"%s\".idle-timeout".formatted(actor.name());
        if (!actor.isKeyed()) {
            if (configured != null) {
                values.error("%s is set, but %s is not keyed: annotate it @Actor(keyed = true), or remove the property"
                        .formatted(property, actor.name()));
            }
            return;
        }
        Value value = configured != null ? new Value(configured.trim(), property)
                : values.annotated(simpleName(actor.beanClass()), "idleTimeout", actor.keyed().idleTimeout(), "10m");
        idleTimeouts.put(actor.name(), values.limit(value));
    }

    private void addProbes(ActorModel actor, List<HealthProbe> configured) {
        Set<HealthProbe> counted = Set.copyOf(configured);
        if (counted.contains(HealthProbe.NONE) && counted.size() > 1) {
            values.error("quarkus.actors.actor.\"%s\".health is %s: none must stand alone".formatted(actor.name(),
                    configured.stream().map(probe -> probe.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","))));
        }
        probes.put(actor.name(), counted);
    }

    private void addTasks(ActorModel actor, ActorConfig config) {
        Map<String, TaskConfig> configured = config == null ? Map.of() : config.tasks();
        Map<String, TaskSettings> settings = new HashMap<>();
        for (TaskModel task : actor.tasks()) {
            settings.put(task.name(), new TaskConfiguration(task, label(actor, task.method()), configured.get(task.name()),
                    property(actor, task.name()) + ".", values).settings(supervision(actor, task.supervision(), config)));
        }
        for (String name : new TreeSet<>(configured.keySet())) {
            if (!settings.containsKey(name)) {
                values.error("%s configures a task that does not exist: ".formatted(property(actor, name))
                        + (settings.isEmpty() ? "%s has none".formatted(actor.name())
                                : "the tasks of %s are %s".formatted(actor.name(),
                                        String.join(", ", new TreeSet<>(settings.keySet())))));
            }
        }
        tasks.put(actor.name(), settings);
    }

    private Supervision supervision(ActorModel actor, SupervisionModel annotated, ActorConfig configured) {
        return new SupervisionConfiguration(annotated, configured == null ? null : configured.supervision(),
                "quarkus.actors.actor.\"%s\".supervision.".formatted(actor.name()), config.supervision(), values).supervision();
    }

    private static String property(ActorModel actor, String task) {
        return "quarkus.actors.actor.\"%s\".task.\"%s\"".formatted(actor.name(), task);
    }

    /** A method as errors name it. */
    private static String label(ActorModel actor, MethodModel method) {
        return simpleName(actor.beanClass()) + "#" + method.name();
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }
}
