package io.quarkiverse.actors.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorKey;
import io.quarkiverse.actors.ActorScoped;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Guard;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.OnExit;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Substate;
import io.quarkiverse.actors.Supervised;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.Trigger;

/** The generated pages have everything that is there. */
class ReferencePagesTest {

    private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(Actor.class, ActorKey.class,
            ActorScoped.class, ActorStream.class, ConsumeFrom.class, DependsOn.class, Guard.class, OnEnter.class,
            OnExit.class, Resource.class, Substate.class, Supervised.class, Task.class);

    @Test
    void everyAnnotationWithEveryMember() throws IOException {
        String page = page("annotations");
        for (Class<? extends Annotation> annotation : ANNOTATIONS) {
            String section = page.split("== `@" + annotation.getSimpleName() + "`\n")[1].split("\n== ")[0];
            assertThat(Stream.of(annotation.getDeclaredMethods()).map(Method::getName))
                    .allSatisfy(name -> assertThat(section).contains("|`" + name + "`\n"));
            assertThat(section).doesNotContain("{@", "<p>");
        }
    }

    @Test
    void everyStateAndTrigger() throws IOException {
        assertThat(page("states")).contains(Stream.of(ActorState.values()).map(state -> "|`" + state.path() + "`\n")
                .toArray(String[]::new));
        assertThat(page("triggers")).contains(Stream.of(Trigger.values())
                .map(trigger -> "|`" + trigger.name().toLowerCase(Locale.ROOT) + "`\n").toArray(String[]::new))
                .contains("|`pause`\n|`+ActorRef.pause()+`.\n|`started.running`\n");
        assertThat(page("state-diagram")).contains("    healthy --> paused\n").doesNotContain("stopped --> healthy");
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("modules/ROOT/pages/includes", name + ".adoc"));
    }
}
