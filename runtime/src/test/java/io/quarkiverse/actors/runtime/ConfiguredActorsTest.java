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

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.ScheduleModel;
import io.quarkiverse.actors.runtime.model.SupervisionModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.task.Schedule;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class ConfiguredActorsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2025-06-01T12:00:00Z"), ZoneOffset.UTC);

    private final List<TaskModel> tasks = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> configuration = new HashMap<>();

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
        configure("poll", "cron", "0 30 14 * * ?");
        configure("poll", "delayed", "0s");
        configure("poll", "timeout", "1h");
        configure("report", "every", "25s");

        assertThat(first(settings("poll"))).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
        assertThat(settings("poll").delay()).isZero();
        assertThat(settings("poll").timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(first(settings("report"))).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void timeZoneOfTheAnnotationHoldsForACronOfTheConfiguration() {
        task("report", Returns.VALUE, new ScheduleModel("", "0 0 * * * ?", "Europe/Vienna", ""), "");
        configure("report", "cron", "0 30 14 * * ?");

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
    void eachMemberOfSupervisionComesFromTheNearestPlaceThatNamesIt() {
        tasks.add(new TaskModel("poll", method("poll", Returns.VALUE), List.of(), ScheduleModel.NONE, ActorState.RUNNING, null,
                1, "",
                "",
                new SupervisionModel("Poller", SupervisionStrategy.STOP, null, "${window:2m}", null, null, 0.5, 7, null)));
        configuration.put("quarkus.actors.supervision.max-restarts", "9");
        configuration.put("quarkus.actors.supervision.max-attempts", "1");
        configuration.put("quarkus.actors.supervision.backoff", "10ms");
        configuration.put("quarkus.actors.actor.\"poller\".supervision.strategy", "restart-actor");
        configuration.put("quarkus.actors.actor.\"poller\".supervision.new-instance", "true");

        assertThat(settings("poll").supervision()).isEqualTo(new Supervision(SupervisionStrategy.RESTART_ACTOR, 9,
                Duration.ofMinutes(2), Duration.ofMillis(10), Duration.ofSeconds(30), 0.5, 7, true));
    }

    @Test
    void errorsOfSupervision() {
        tasks.add(new TaskModel("poll", method("poll", Returns.VALUE), List.of(), ScheduleModel.NONE, ActorState.RUNNING, null,
                1, "",
                "",
                new SupervisionModel("Poller", null, null, "${window}", "${first}", null, null, null, null)));
        properties.put("first", "soon");
        configuration.put("quarkus.actors.actor.\"poller\".supervision.jitter", "2");
        configuration.put("quarkus.actors.actor.\"poller\".supervision.max-restarts", "-2");
        configuration.put("quarkus.actors.supervision.max-backoff", "late");

        assertThatThrownBy(() -> settings("poll")).isExactlyInstanceOf(ConfigurationException.class).hasMessage(String.join(
                System.lineSeparator(),
                "Poller has backoff = \"${first}\", which is \"soon\" and no duration: write it like 5s, 200ms or PT1M",
                "quarkus.actors.supervision.max-backoff is \"late\" and no duration: write it like 5s, 200ms or PT1M",
                "Poller has within = \"${window}\", but the property window is not set: set it, or write a default as in "
                        + "${window:5s}",
                "quarkus.actors.actor.\"poller\".supervision.max-restarts is -2: it must be 0 or more, or -1 for no limit",
                "quarkus.actors.actor.\"poller\".supervision.jitter is 2.0: it must be 0 to 1"));
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
        configure("write", "every", "1s");
        configure("write", "delayed", "1s");
        configure("stream", "timeout", "1s");
        configure("both", "every", "1s");
        configure("both", "cron", "off");
        configure("both", "timeout", "soon");
        configure("pool", "every", "1s");

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
        tasks.add(new TaskModel(name, method(name, returns), List.of(), schedule, ActorState.RUNNING, null, 1, timeout, "",
                SupervisionModel.NONE));
    }

    private static MethodModel method(String name, Returns returns) {
        return new MethodModel(name, 0, returns, false, Threading.BLOCKING);
    }

    private void configure(String task, String member, String value) {
        configuration.put("quarkus.actors.actor.\"poller\".task.\"%s\".%s".formatted(task, member), value);
    }

    private TaskSettings settings(String task) {
        ActorModel actor = new ActorModel("poller", "io.example.Poller", "bean", true, null, List.of(), List.of(), tasks,
                List.of(), SupervisionModel.NONE);
        ConfiguredActors actors = new ConfiguredActors(List.of(actor), config(), 200,
                name -> Optional.ofNullable(properties.get(name)));
        return actors.settings(actor, tasks.stream().filter(model -> model.name().equals(task)).findFirst().orElseThrow());
    }

    private static Duration first(TaskSettings settings) {
        Schedule schedule = settings.schedule();
        long now = schedule.now(0, NOON);
        return Duration.ofNanos(schedule.next(now) - now);
    }

    private ActorsConfig config() {
        return new SmallRyeConfigBuilder().withMapping(ActorsConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new PropertiesConfigSource(configuration, "test", 100)).build()
                .getConfigMapping(ActorsConfig.class);
    }
}
