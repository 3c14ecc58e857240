package io.quarkiverse.actors.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.lifecycle.StateMachine;

/** Writes what the reference pages include: states and triggers from the state machine, annotations from their Javadoc. */
public final class Reference {

    private static final String COMMENT = "/\\*\\*([^*]*(?:\\*(?!/)[^*]*)*)\\*/\\s+";
    private static final Pattern MEMBER = Pattern
            .compile(COMMENT + "(?:@\\w+\\s+)*([\\w<>?\\[\\] ]+) (\\w+)\\(\\)(?: default ([^;]+))?;");
    private static final Pattern TYPE = Pattern.compile(COMMENT + "(?:@[^/]+?\\s+)*public @interface (\\w+)");
    private static final Pattern TAG = Pattern.compile("\\{@(?:code ([^}]+)|link ([^ }(]+(?:\\([^)]*\\))?)(?: ([^}]+))?)}");

    private final Path sources;

    private Reference(Path sources) {
        this.sources = sources;
    }

    /**
     * @param arguments the folder of the public API's sources, and the folder to write to
     * @throws IOException if one of them cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Reference reference = new Reference(Path.of(arguments[0]));
        Path target = Files.createDirectories(Path.of(arguments[1]));
        Files.writeString(target.resolve("states.adoc"), reference.states());
        Files.writeString(target.resolve("triggers.adoc"), reference.triggers());
        Files.writeString(target.resolve("state-diagram.adoc"), diagram());
        Files.writeString(target.resolve("annotations.adoc"), reference.annotations());
    }

    private String states() throws IOException {
        String source = source("ActorState");
        return table("State |Meaning |Allowed there", Stream.of(ActorState.values()).map(state -> row("`" + state.path() + "`",
                constant(source, state.name()), triggers(StateMachine.allowed(state)))));
    }

    private String triggers() throws IOException {
        String source = source("Trigger");
        return table("Trigger |Comes from |Allowed in", Stream.of(Trigger.values()).map(trigger -> row("`" + trigger + "`",
                constant(source, trigger.name()), trigger.compareTo(Trigger.RECOVER) > 0 ? "the state of the sub-state"
                        : outermost(trigger))));
    }

    /** The states in which a trigger is allowed, without those that follow from an enclosing one. */
    private static String outermost(Trigger trigger) {
        return Stream.of(ActorState.values()).filter(state -> StateMachine.isAllowed(state, trigger))
                .filter(state -> state.parent() == null || !StateMachine.isAllowed(state.parent(), trigger))
                .map(state -> "`" + state.path() + "`").collect(Collectors.joining(", "));
    }

    private static String diagram() {
        List<String> lines = new ArrayList<>(List.of("[source,mermaid]", "----", "stateDiagram-v2",
                "    [*] --> initializing"));
        nested(null, "    ", lines);
        for (ActorState from : ActorState.values()) {
            for (ActorState to : ActorState.values()) {
                if (to != ActorState.CRASHED && StateMachine.mayFollow(from, to)) {
                    lines.add("    " + name(from) + " --> " + name(to));
                }
            }
        }
        lines.add("----");
        return String.join("\n", lines) + "\n";
    }

    private static void nested(ActorState parent, String indent, List<String> lines) {
        for (ActorState state : ActorState.values()) {
            if (state.parent() == parent && Stream.of(ActorState.values()).anyMatch(inner -> inner.parent() == state)) {
                lines.add(indent + "state " + name(state) + " {");
                Stream.of(ActorState.values()).filter(inner -> inner.parent() == state)
                        .forEach(inner -> lines.add(indent + "    " + name(inner)));
                nested(state, indent + "    ", lines);
                lines.add(indent + "}");
            }
        }
    }

    private String annotations() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                String source = Files.readString(file);
                Matcher type = TYPE.matcher(source);
                if (type.find()) {
                    text.append("[#").append(type.group(2)).append("]\n== `@").append(type.group(2)).append("`\n\n")
                            .append(prose(first(type.group(1)))).append("\n\n").append(members(source));
                }
            }
        }
        return text.toString();
    }

    private static String members(String source) {
        String body = source.split("\\npublic @interface")[1].split("@interface")[0]; // a nested one is the container of a repeated annotation
        List<String> rows = MEMBER.matcher(body).results().map(Reference::member).toList();
        return rows.isEmpty() ? "" : table("Member |Default |Meaning", rows.stream()) + "\n";
    }

    private static String member(MatchResult member) {
        String comment = text(member.group(1));
        String value = member.group(4);
        return row("`" + member.group(3) + "`", value == null ? "none: has to be given" : "`+" + value + "+`",
                prose(comment.replace("@return", "Value:")));
    }

    private static String constant(String source, String name) {
        Matcher constant = Pattern.compile(COMMENT + name + "\\b").matcher(source);
        if (!constant.find()) {
            throw new IllegalStateException(name + " has no Javadoc");
        }
        return prose(text(constant.group(1)));
    }

    private String source(String type) throws IOException {
        return Files.readString(sources.resolve(type + ".java"));
    }

    /** A comment without its asterisks, on one line. */
    private static String text(String comment) {
        return comment.replaceAll("\\n\\s*\\*", " ").replaceAll("\\s+", " ").strip();
    }

    /** What comes before the first paragraph and the first tag. */
    private static String first(String comment) {
        return text(comment.split("<p>|<ul>|<pre>|\\n\\s*\\* @")[0]);
    }

    private static String prose(String text) {
        String code = TAG.matcher(text).replaceAll(tag -> Matcher.quoteReplacement(
                tag.group(3) != null ? tag.group(3)
                        : "`+" + (tag.group(1) != null ? tag.group(1) : reference(tag.group(2))) + "+`"));
        return code.replaceAll("</?[a-z]+>", "").replace("|", "\\|");
    }

    private static String reference(String link) {
        return link.replaceAll("^#", "").replace('#', '.');
    }

    private static String triggers(List<Trigger> triggers) {
        return triggers.stream().map(trigger -> "`" + trigger + "`").collect(Collectors.joining(", "));
    }

    private static String name(ActorState state) {
        return state.path().substring(state.path().lastIndexOf('.') + 1);
    }

    private static String row(String... cells) {
        return Stream.of(cells).map(cell -> "|" + cell).collect(Collectors.joining("\n"));
    }

    private static String table(String head, Stream<String> rows) {
        return rows.collect(Collectors.joining("\n\n", "[cols=\"2,3,4\"]\n|===\n|" + head + "\n\n", "\n|===\n"));
    }
}
