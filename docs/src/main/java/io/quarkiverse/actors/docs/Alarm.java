package io.quarkiverse.actors.docs;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Guard;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.Trigger;

// tag::dependencies[]
@Actor
@DependsOn(value = Display.class, required = false) // <1>
public class Alarm {

    @Inject
    Thermometer thermometer; // <2>
    @Inject
    Display display; // <3>
    @Inject
    ActorRef<Alarm> self; // <4>
    // end::dependencies[]

    private boolean ringing;

    // tag::consumer[]
    @Task
    @ConsumeFrom(value = Thermometer.class, buffer = 16)
    TaskResult<String> watch(Double celsius) {
        boolean hot = celsius > 30;
        if (hot == ringing) {
            return TaskResult.skip();
        }
        ringing = hot;
        if (!hot) {
            self.recover();
            return TaskResult.emit("It is cool again");
        }
        self.reportWarning("it is hot");
        return TaskResult.emit("It is hot: " + celsius + " °C");
    }
    // end::consumer[]

    // tag::guard[]
    @Guard(Trigger.STOP)
    boolean isQuiet() {
        return !ringing;
    }
    // end::guard[]
    // tag::dependencies[]
}
// end::dependencies[]
