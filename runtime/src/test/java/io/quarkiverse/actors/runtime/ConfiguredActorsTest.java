package io.quarkiverse.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.runtime.ActorsConfig.TaskConfig;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.ScheduleModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.task.Schedule;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkus.runtime.configuration.ConfigurationException;

class ConfiguredActorsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2025-06-01T12:00:00Z"), ZoneOffset.UTC);

    private final List<TaskModel> tasks = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, TaskConfig> configured = new HashMap<>();

    @Test
    void nothingIsSaid() {
        task("poll", Returns.VALUE, ScheduleModel.NONE, "");

        assertThat(settings("poll")).isEqualTo(TaskSettings.unlimited(tasks.get(0)));
    }

    @Test
    void literals() {
        task("poll", Returns.VALUE, new ScheduleModel("10s", "", "", "PT1M"), " 200ms ");

        assertThat(settings("poll").delay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings("poll").timeout()).isEqualTo(Duration.ofMillis(200));
        assertThat(first(settings("poll"))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void expressions() {
        task("poll", Returns.VALUE, new ScheduleModel("${poll.interval:10s}", "", "", "{poll.delay}"), "${a}${b}");
        properties.put("poll.delay", "5");
        properties.put("a", "3");
        properties.put("b", "m");

        assertThat(first(settings("poll"))).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings("poll").delay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings("poll").timeout()).isEqualTo(Duration.ofMinutes(3));

        properties.put("poll.interval", "20s");
        assertThat(first(settings("poll"))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void calendar() {
        task("report", Returns.VALUE, new ScheduleModel("", "${report.cron}", "${report.zone:UTC}", ""), "");
        properties.put("report.cron", "0 30 14 * * ?");

        assertThat(first(settings("report"))).isEqualTo(Duration.ofMinutes(150));

        properties.put("report.zone", "Europe/Vienna");
        assertThat(first(settings("report"))).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void off() {
        task("poll", Returns.VALUE, new ScheduleModel("${poll.interval}", "", "", ""), "");
        task("report", Returns.VALUE, new ScheduleModel("", "${report.cron}", "", ""), "");
        properties.put("poll.interval", "off");
        properties.put("report.cron", "Disabled");

        assertThat(settings("poll").schedule()).isSameAs(Schedule.NEVER);
        assertThat(settings("report").schedule()).isSameAs(Schedule.NEVER);
    }

    @Test
    void configurationOverridesAnnotations() {
        task("poll", Returns.VALUE, new ScheduleModel("${not.set}", "", "", "1s"), "1s");
        task("report", Returns.VALUE, new ScheduleModel("", "0 0 * * * ?", "UTC", ""), "");
        configure("poll", new Configured(null, "0 30 14 * * ?", "0s", "1h"));
        configure("report", new Configured("25s", null, null, null));

        assertThat(first(settings("poll"))).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(settings("poll").delay()).isZero();
        assertThat(settings("poll").timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(first(settings("report"))).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void timeZoneOfTheAnnotationHoldsForACronOfTheConfiguration() {
        task("report", Returns.VALUE, new ScheduleModel("", "0 0 * * * ?", "Europe/Vienna", ""), "");
        configure("report", new Configured(null, "0 30 14 * * ?", null, null));

        assertThat(first(settings("report"))).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void centuriesAreLongEnough() {
        task("poll", Returns.VALUE, new ScheduleModel("9999999d", "", "", ""), "");

        assertThat(first(settings("poll"))).isEqualTo(Duration.ofDays(73_000));
    }

    @Test
    void batchTimeouts() {
        tasks.add(TaskModel.of("write", method("write", Returns.VALUE), List.of(
                new InputModel("A", "a", 256, Overflow.BACKPRESSURE, 10, "${batch.timeout:50ms}"),
                new InputModel("B", "b", 256, Overflow.BACKPRESSURE, 10, ""))));

        assertThat(settings("write").batchTimeouts()).containsExactly(Duration.ofMillis(50), null);
    }

    @Test
    void allErrorsTogether() {
        task("poll", Returns.VALUE, new ScheduleModel("${poll.interval}", "", "", "${poll.delay}"), "${poll.timeout}");
        task("report", Returns.VALUE, new ScheduleModel("", "${report.cron}", "${report.zone}", ""), "");
        tasks.add(TaskModel.of("write", method("write", Returns.VALUE),
                List.of(new InputModel("A", "a", 256, Overflow.BACKPRESSURE, 10, "${batch.timeout}"))));
        task("stream", Returns.MULTI, ScheduleModel.NONE, "");
        task("both", Returns.VALUE, new ScheduleModel("1s", "", "", ""), "");
        properties.put("poll.delay", "-1s");
        properties.put("poll.timeout", "0");
        properties.put("report.zone", "Mars");
        properties.put("report.cron", "now");
        properties.put("batch.timeout", "late");
        configure("write", new Configured("1s", null, "1s", null));
        configure("stream", new Configured(null, null, null, "1s"));
        configure("both", new Configured("1s", "off", null, "soon"));
        configure("pool", new Configured("1s", null, null, null));

        assertThatThrownBy(() -> settings("poll")).isExactlyInstanceOf(ConfigurationException.class).hasMessage(String.join(
                System.lineSeparator(),
                "Poller#poll has every = \"${poll.interval}\", but the property poll.interval is not set: set it, or write a "
                        + "default as in ${poll.interval:5s}",
                "Poller#poll has delayed = \"${poll.delay}\", which is \"-1s\" and no duration: write it like 5s, 200ms or PT1M",
                "Poller#poll has timeout = \"${poll.timeout}\", which is \"0\" and no positive duration: write it like 5s, 200ms "
                        + "or PT1M",
                "Poller#report has timeZone = \"${report.zone}\", which is \"Mars\" and no time zone: write it like Europe/Vienna",
                "Poller#report has cron = \"${report.cron}\", which is \"now\" and no cron expression (Cron expression contains "
                        + "1 parts but we expect one of [6, 7]): write it like 0 15 10 ? * MON-FRI, or off for never",
                "quarkus.actors.actor.\"poller\".task.\"write\".every is set, but Poller#write is not periodic: annotate it "
                        + "@Task(every = \"...\") or @Task(cron = \"...\"), or remove the property",
                "quarkus.actors.actor.\"poller\".task.\"write\".delayed is set, but Poller#write is not periodic: annotate it "
                        + "@Task(every = \"...\") or @Task(cron = \"...\"), or remove the property",
                "Poller#write has batchTimeout = \"${batch.timeout}\", which is \"late\" and no positive duration: write it like "
                        + "5s, 200ms or PT1M",
                "quarkus.actors.actor.\"poller\".task.\"stream\".timeout is set, but Poller#stream returns a Multi, which is one "
                        + "stream without iterations: remove the property",
                "quarkus.actors.actor.\"poller\".task.\"both\".every and quarkus.actors.actor.\"poller\".task.\"both\".cron are "
                        + "both set, but a task has one schedule: remove one of them",
                "quarkus.actors.actor.\"poller\".task.\"both\".timeout is \"soon\" and no positive duration: write it like 5s, "
                        + "200ms or PT1M",
                "quarkus.actors.actor.\"poller\".task.\"pool\" configures a task that does not exist: the tasks of poller are "
                        + "both, poll, report, stream, write"));
    }

    private void task(String name, Returns returns, ScheduleModel schedule, String timeout) {
        tasks.add(new TaskModel(name, method(name, returns), List.of(), schedule, ActorState.RUNNING, 1, timeout));
    }

    private static MethodModel method(String name, Returns returns) {
        return new MethodModel(name, 0, returns, false, Threading.BLOCKING);
    }

    private void configure(String task, Configured configuration) {
        configured.put(task, configuration);
    }

    private TaskSettings settings(String task) {
        ActorModel actor = new ActorModel("poller", "io.example.Poller", "bean", true, List.of(), List.of(), tasks, List.of());
        ConfiguredActors actors = new ConfiguredActors(List.of(actor), new Configuration(configured), 200,
                name -> Optional.ofNullable(properties.get(name)));
        return actors.settings(actor, tasks.stream().filter(model -> model.name().equals(task)).findFirst().orElseThrow());
    }

    private static Duration first(TaskSettings settings) {
        Schedule schedule = settings.schedule();
        long now = schedule.now(0, NOON);
        return Duration.ofNanos(schedule.next(now) - now);
    }

    private record Configured(String everyText, String cronText, String delayedText, String timeoutText)
            implements
                TaskConfig {

        @Override
        public Optional<String> every() {
            return Optional.ofNullable(everyText);
        }

        @Override
        public Optional<String> cron() {
            return Optional.ofNullable(cronText);
        }

        @Override
        public Optional<String> delayed() {
            return Optional.ofNullable(delayedText);
        }

        @Override
        public Optional<String> timeout() {
            return Optional.ofNullable(timeoutText);
        }
    }

    /** The defaults, and the tasks of the one actor. */
    private record Configuration(Map<String, TaskConfig> tasks) implements ActorsConfig {

        @Override
        public StartMode startMode() {
            return StartMode.AUTO;
        }

        @Override
        public Duration startTimeout() {
            return Duration.ofSeconds(60);
        }

        @Override
        public StartFailure onStartFailure() {
            return StartFailure.FAIL;
        }

        @Override
        public Duration shutdownTimeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Duration cancelAfter() {
            return Duration.ofSeconds(1);
        }

        @Override
        public OptionalInt maxBlocking() {
            return OptionalInt.empty();
        }

        @Override
        public Map<String, ActorConfig> actors() {
            return Map.of("poller", new ActorConfig() {
                @Override
                public Optional<Boolean> autoStart() {
                    return Optional.empty();
                }

                @Override
                public Map<String, TaskConfig> tasks() {
                    return tasks;
                }
            });
        }
    }
}
