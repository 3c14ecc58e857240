package io.quarkiverse.actors.docs;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.smallrye.mutiny.Multi;

@Actor
@DependsOn(Thermometer.class)
public class Average {

    // tag::processor[]
    @Task
    @ConsumeFrom(Thermometer.class)
    Multi<Double> averages(Multi<Double> temperatures) {
        return temperatures.group().intoLists().of(10)
                .map(ten -> ten.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }
    // end::processor[]
}
