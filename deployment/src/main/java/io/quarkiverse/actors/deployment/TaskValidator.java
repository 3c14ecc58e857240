package io.quarkiverse.actors.deployment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.ScheduleModel;

/** Checks a task by itself: what it takes and returns, when it is called, and its limits. */
final class TaskValidator {

    private static final int MOST_CONCURRENT = 1 << 16;

    private final MethodDeclaration method;
    private final boolean returnsMulti;
    private final ScheduleModel schedule;
    private final List<ActorError> errors = new ArrayList<>();

    TaskValidator(MethodDeclaration method, Outcome outcome) {
        this.method = method;
        this.returnsMulti = outcome.returns() == Returns.MULTI;
        this.schedule = method.schedule();
    }

    List<ActorError> validate() {
        validateParameters();
        errors.addAll(new InputValidator(method).validate());
        if (!method.whileIn().isIn(ActorState.STARTED)) {
            add(ActorProblem.TASK_OUTSIDE_OF_STARTED, method.whileIn().name());
        }
        if (method.concurrency() < 1) {
            add(ActorProblem.CONCURRENCY_TOO_LOW, method.concurrency());
        } else if (method.concurrency() > MOST_CONCURRENT) {
            add(ActorProblem.CONCURRENCY_TOO_HIGH, method.concurrency(), MOST_CONCURRENT);
        }
        if (returnsMulti) {
            validateMulti();
        } else {
            validateSchedule();
        }
        validateValues();
        return errors;
    }

    private void validateParameters() {
        int count = method.parameters().size();
        if (!method.isConsumer()) {
            if (count > 0) {
                add(ActorProblem.SOURCE_PARAMETERS);
            }
        } else if (count != 1) {
            add(ActorProblem.CONSUMER_PARAMETERS, count == 0 ? "no" : count);
        } else if (method.takesMulti() && !returnsMulti) {
            add(ActorProblem.PROCESSOR_RETURN, JavaTypes.render(method.returnType()));
        } else if (!method.takesMulti() && returnsMulti) {
            add(ActorProblem.PROCESSOR_PARAMETER, JavaTypes.render(method.parameters().get(0)));
        }
    }

    private void validateMulti() {
        Map<String, String> members = scheduleMembers();
        members.put("timeout", method.timeout());
        members.put("stallTimeout", method.stallTimeout());
        members.values().removeIf(String::isEmpty);
        members.replaceAll((member, value) -> '"' + value + '"');
        if (method.concurrency() > 1) {
            members.put("concurrency", String.valueOf(method.concurrency()));
        }
        members.forEach((member, value) -> add(ActorProblem.MULTI_WITHOUT_ITERATIONS, member, value));
    }

    private void validateSchedule() {
        if (method.isConsumer()) {
            Map<String, String> members = scheduleMembers();
            members.values().removeIf(String::isEmpty);
            members.forEach((member, value) -> add(ActorProblem.SCHEDULE_OF_CONSUMER, member, value));
            return;
        }
        if (!schedule.every().isEmpty() && !schedule.cron().isEmpty()) {
            add(ActorProblem.EVERY_AND_CRON, schedule.every(), schedule.cron());
        }
        if (method.concurrency() > 1 && schedule.isPeriodic()) {
            boolean isInterval = schedule.cron().isEmpty();
            add(ActorProblem.CONCURRENCY_OF_PERIODIC, method.concurrency(), isInterval ? "every" : "cron",
                    isInterval ? schedule.every() : schedule.cron());
        }
        if (!schedule.delayed().isEmpty() && !schedule.isPeriodic()) {
            add(ActorProblem.WITHOUT_SCHEDULE, "delayed", schedule.delayed(), "every or cron");
        }
        if (!schedule.timeZone().isEmpty() && schedule.cron().isEmpty()) {
            add(ActorProblem.WITHOUT_SCHEDULE, "timeZone", schedule.timeZone(), "cron");
        }
    }

    private void validateValues() {
        if (!Literals.isInterval(schedule.every())) {
            add(ActorProblem.NO_DURATION, "every", schedule.every());
        }
        if (!Literals.isDuration(schedule.delayed())) {
            add(ActorProblem.NO_DURATION, "delayed", schedule.delayed());
        }
        if (!Literals.isPositiveDuration(method.timeout())) {
            add(ActorProblem.NO_DURATION, "timeout", method.timeout());
        }
        if (!Literals.isPositiveDuration(method.stallTimeout())) {
            add(ActorProblem.NO_DURATION, "stallTimeout", method.stallTimeout());
        }
        String cronProblem = Literals.cronProblem(schedule.cron());
        if (cronProblem != null) {
            add(ActorProblem.NO_CRON, schedule.cron(), cronProblem);
        }
        if (!Literals.isTimeZone(schedule.timeZone())) {
            add(ActorProblem.NO_TIME_ZONE, schedule.timeZone());
        }
    }

    private Map<String, String> scheduleMembers() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("every", schedule.every());
        members.put("cron", schedule.cron());
        members.put("timeZone", schedule.timeZone());
        members.put("delayed", schedule.delayed());
        return members;
    }

    private void add(ActorProblem problem, Object... values) {
        errors.add(method.error(problem, values));
    }
}
