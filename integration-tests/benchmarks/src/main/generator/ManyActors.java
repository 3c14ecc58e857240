import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the actors of which there are many; an actor is a class. */
public class ManyActors {

    private static final String PACKAGE = "io.quarkiverse.actors.benchmarks.";

    private final Path root;

    ManyActors(Path root) {
        this.root = root;
    }

    public static void main(String[] args) throws IOException {
        ManyActors actors = new ManyActors(Path.of(args[0]));
        actors.copies("fanout", "WorkerEnd", 8);
        actors.copies("fanout", "LoopEnd", 8);
        actors.copies("loop", "WorkerLoop", 64);
        actors.copies("loop", "EventLoop", 64);
        actors.copies("periodic", "Ticker", 100);
        actors.copies("periodic", "LoopTicker", 10);
        actors.tasks("periodic", "abstract class Ticker extends Ticks", 100,
                "@Task(every = \"100ms\") void tick%1$d() { fired(%1$d); }");
        actors.tasks("periodic", "abstract class LoopTicker extends Ticks", 100,
                "@Task(every = \"20ms\") @NonBlocking void tick%1$d() { fired(%1$d); }");
        actors.tasks("loop", "@Actor(autoStart = false) class WorkerLoops extends Loops", 64,
                "@Task TaskResult<Void> round%1$d() { return go(%1$d); }");
        actors.tasks("loop", "@Actor(autoStart = false) class EventLoops extends Loops", 64,
                "@Task @NonBlocking TaskResult<Void> round%1$d() { return go(%1$d); }");
    }

    /** Actors that differ in nothing but the name, and one that requires them all. */
    private void copies(String part, String base, int count) throws IOException {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < count; i++) {
            source.append("@Actor(autoStart = false) class %1$s%2$d extends %1$s { }%n".formatted(base, i));
        }
        source.append("@Actor(autoStart = false) @DependsOn({ %2$s }) class All%1$ss { }%n".formatted(base,
                IntStream.range(0, count).mapToObj(i -> base + i + ".class").collect(Collectors.joining(", "))));
        write(part, "All" + base + "s", source);
    }

    /** A class with many tasks. */
    private void tasks(String part, String declaration, int count, String task) throws IOException {
        StringBuilder source = new StringBuilder(declaration).append(" {\n");
        for (int i = 0; i < count; i++) {
            source.append(task.formatted(i)).append('\n');
        }
        write(part, declaration.replaceAll(".*class (\\w+) .*", "$1"), source.append("}\n"));
    }

    private void write(String part, String name, CharSequence source) throws IOException {
        Path file = root.resolve((PACKAGE + part).replace('.', '/')).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                package %s;

                import io.quarkiverse.actors.*;
                import io.smallrye.common.annotation.*;

                %s""".formatted(PACKAGE + part, source));
    }
}
