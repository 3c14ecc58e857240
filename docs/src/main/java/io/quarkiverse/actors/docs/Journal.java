package io.quarkiverse.actors.docs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;

// tag::merge[]
@Actor
@DependsOn({ Alarm.class, Heartbeat.class })
public class Journal {

    // end::merge[]
    private final List<String> lines = new CopyOnWriteArrayList<>();

    // tag::merge[]
    @Task
    @ConsumeFrom(Alarm.class)
    @ConsumeFrom(Heartbeat.class)
    void write(String line) {
        lines.add(line);
    }
    // end::merge[]

    public List<String> lines() {
        return lines;
    }
    // tag::merge[]
}
// end::merge[]
