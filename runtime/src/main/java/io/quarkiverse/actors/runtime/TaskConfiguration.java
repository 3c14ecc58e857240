package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.actors.runtime.ActorsConfig.TaskConfig;
import io.quarkiverse.actors.runtime.ValueReader.Value;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.ScheduleModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.task.Schedule;
import io.quarkiverse.actors.runtime.task.TaskSettings;

/** One task: what its annotations say together with its configuration, which wins. */
final class TaskConfiguration {

    private final TaskModel task;
    private final String method;
    private final Optional<TaskConfig> config;
    private final String prefix;
    private final ValueReader values;

    /**
     * @param task the task
     * @param method its method, as errors name it
     * @param config its configuration; null for none
     * @param prefix what the properties of its configuration begin with
     * @param values reads values and notes errors
     */
    TaskConfiguration(TaskModel task, String method, TaskConfig config, String prefix, ValueReader values) {
        this.task = task;
        this.method = method;
        this.config = Optional.ofNullable(config);
        this.prefix = prefix;
        this.values = values;
    }

    TaskSettings settings(Supervision supervision) {
        Value every = configured("every", TaskConfig::every);
        Value cron = configured("cron", TaskConfig::cron);
        Value delayed = configured("delayed", TaskConfig::delayed);
        if (!task.schedule().isPeriodic()) {
            refuseSchedule(every);
            refuseSchedule(cron);
            refuseSchedule(delayed);
            return new TaskSettings(null, Duration.ZERO, timeout(), stallTimeout(), batchTimeouts(), supervision);
        }
        Value delay = delayed != null ? delayed : annotated("delayed", task.schedule().delayed(), "5s");
        return new TaskSettings(schedule(every, cron), values.delay(delay), timeout(), stallTimeout(), batchTimeouts(),
                supervision);
    }

    private void refuseSchedule(Value value) {
        if (value != null) {
            values.error(
                    "%s is set, but %s is not periodic: annotate it @Task(every = \"...\") or @Task(cron = \"...\"), or remove "
                            .formatted(value.place(), method) + "the property");
        }
    }

    private Schedule schedule(Value configuredEvery, Value configuredCron) {
        if (configuredEvery != null && configuredCron != null) {
            values.error("%s and %s are both set, but a task has one schedule: remove one of them"
                    .formatted(configuredEvery.place(), configuredCron.place()));
            return null;
        }
        boolean isConfigured = configuredEvery != null || configuredCron != null;
        ScheduleModel annotation = task.schedule();
        Value every = isConfigured ? configuredEvery : annotated("every", annotation.every(), "5s");
        Value cron = isConfigured ? configuredCron : annotated("cron", annotation.cron(), "off");
        if (every != null) {
            return values.every(every);
        }
        ZoneId zone = values.zone(annotated("timeZone", annotation.timeZone(), "UTC"));
        return cron == null ? null : values.cron(cron, zone);
    }

    private Duration timeout() {
        return limit("timeout", TaskConfig::timeout, task.timeout());
    }

    private Duration stallTimeout() {
        return limit("stall-timeout", TaskConfig::stallTimeout, task.stallTimeout());
    }

    private Duration limit(String property, Function<TaskConfig, Optional<String>> value, String written) {
        Value configured = configured(property, value);
        if (configured != null && task.method().returns() == Returns.MULTI) {
            values.error("%s is set, but %s returns a Multi, which is one stream without iterations: remove the property"
                    .formatted(configured.place(), method));
            return null;
        }
        return values.limit(
                configured != null ? configured : annotated(property.replace("stall-timeout", "stallTimeout"), written, "5s"));
    }

    private List<Duration> batchTimeouts() {
        List<Duration> timeouts = new ArrayList<>();
        for (InputModel input : task.inputs()) {
            timeouts.add(values.limit(annotated("batchTimeout", input.batchTimeout(), "5s")));
        }
        return timeouts;
    }

    private Value annotated(String member, String written, String example) {
        return values.annotated(method, member, written, example);
    }

    private Value configured(String member, Function<TaskConfig, Optional<String>> property) {
        return config.flatMap(property).map(text -> new Value(text.trim(), prefix + member)).orElse(null);
    }
}
