package io.quarkiverse.actors.docs;

import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;

@Actor
@DependsOn(Alarm.class)
public class Audit {

    private static final Logger LOG = Logger.getLogger(Audit.class);

    @Inject
    AlarmNumber number;

    // tag::request[]
    @Task
    @ConsumeFrom(Alarm.class)
    @ActivateRequestContext // a request scope for each iteration
    void record(String alarm) {
        MDC.put("alarm", number.get()); // number is request-scoped; the next iteration sees neither of them
        LOG.info(alarm);
    }
    // end::request[]
}
