package io.quarkiverse.actors.docs;

/** A device that measures the temperature. */
class Sensor {

    private double celsius = 20;
    private boolean on = true;

    static Sensor open() {
        return new Sensor();
    }

    double read() {
        if (!on) {
            throw new IllegalStateException("The sensor is off");
        }
        return celsius += 0.5;
    }

    void turnOff() {
        on = false;
    }
}
