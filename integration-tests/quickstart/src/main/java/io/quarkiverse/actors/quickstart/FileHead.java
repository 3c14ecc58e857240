package io.quarkiverse.actors.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;

/** Reads the first lines of a file. */
// tag::actor[]
@Actor
public class FileHead {

    @ConfigProperty(name = "log.path")
    Path path;
    @ConfigProperty(name = "log.lines")
    int limit;
    @ConfigProperty(name = "log.pause")
    Duration pause;
    private int read;

    // tag::hook[]
    @OnEnter(ActorState.STARTING) // a hook into its own lifecycle: begin anew on every start
    void rewind() {
        read = 0;
    }
    // end::hook[]

    // tag::resource[]
    @Resource // opened on start, closed on stop
    BufferedReader logFile() throws IOException {
        return new LogReader(path, pause);
    }
    // end::resource[]

    // tag::task[]
    @Task // called again and again until it succeeds
    TaskResult<String> lines() throws IOException {
        String line = read < limit ? logFile().readLine() : null; // the acquired reader, not a new one
        if (line == null) {
            return TaskResult.success();
        }
        read++;
        return TaskResult.emit(line);
    }
    // end::task[]
}
// end::actor[]
