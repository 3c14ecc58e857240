package io.quarkiverse.actors.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What each benchmark needs: the application runs while a flow is measured. */
@State(Scope.Benchmark)
public abstract class ApplicationState {

    private Application application;
    private Flow flow;

    /**
     * Starts the application and opens the flow.
     *
     * @throws Exception if it fails
     */
    @Setup
    public final void open() throws Exception {
        application = Application.start();
        flow = open(application);
    }

    /**
     * Opens the flow.
     *
     * @param application the running application
     * @return the flow
     * @throws Exception if it fails
     */
    protected abstract Flow open(Application application) throws Exception;

    /**
     * Runs a batch.
     *
     * @param items how many items
     * @param expected what has to arrive
     * @throws Exception if it failed, or something else has arrived
     */
    public final void run(int items, Arrived expected) throws Exception {
        flow.run(items).check(expected);
    }

    /**
     * Closes the flow and stops the application.
     *
     * @throws Exception if it fails
     */
    @TearDown
    public final void close() throws Exception {
        flow.close();
        application.close();
    }
}
