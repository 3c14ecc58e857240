package io.quarkiverse.actors.runtime.model;

/**
 * When a periodic task is called, as written in its annotation: each value possibly a property expression, empty for none.
 *
 * @param every the interval
 * @param cron the cron expression
 * @param timeZone the time zone of the cron expression; empty for that of the system
 * @param delayed how long after the start of the actor the schedule begins
 */
public record ScheduleModel(String every, String cron, String timeZone, String delayed) {

    /** No schedule: the task is continuous. */
    public static final ScheduleModel NONE = new ScheduleModel("", "", "", "");

    /**
     * Whether there is a schedule.
     *
     * @return {@code false} for a continuous task
     */
    public boolean isPeriodic() {
        return !every.isEmpty() || !cron.isEmpty();
    }
}
