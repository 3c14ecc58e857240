package io.quarkiverse.actors.deployment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything that makes a build fail: subject, rule, place, way out.
 * <p>
 * A {@code {placeholder}} may appear several times in a text; {@link #at} takes the values in the order of their first
 * appearance.
 */
enum ActorProblem {

    ACTOR_NOT_CONCRETE("{actor} is annotated @Actor, but is {kind}: annotate a concrete class instead, which inherits the "
            + "tasks, resources and hooks of its superclasses"),
    UNSUPPORTED_SCOPE("{actor} is an actor and @{scope}, but an actor lives as long as the application: leave @{scope} out "
            + "for @ApplicationScoped, or use @Singleton"),
    DUPLICATE_ACTOR_NAME("{class} and {other} are both named {name}, but a name belongs to one actor: give one of them "
            + "another name with @Actor(name = \"...\")", true),
    EXCLUSIVE_ANNOTATIONS("{place} is annotated {first} and {second}, which exclude each other: remove one of them"),
    NOT_IN_ACTOR("{place} is annotated {annotation}, but {class} is no actor: annotate {class} with @Actor, or remove "
            + "{annotation}"),
    IN_INTERFACE(
            "{place} is annotated {annotation}, but {class} is an interface, from which actors inherit no tasks, resources "
                    + "and hooks: annotate the method of the actor, or make {class} an abstract class"),

    METHOD_PRIVATE("{method} is a {role} and private, but the actor system calls it: make it package-private, protected or "
            + "public"),
    METHOD_STATIC("{method} is a {role} and static, but belongs to one actor: make it an instance method"),
    METHOD_HIDDEN("{method} is a {role} that is visible only in the package {package}, but the actor is in another one: make "
            + "it protected or public"),
    ASYNCHRONOUS_ON_VIRTUAL_THREAD("{method} is annotated @RunOnVirtualThread, but returns {type}, so that no thread waits for "
            + "what it does: return the plain value, or remove @RunOnVirtualThread"),
    NO_DURATION("{method} has {member} = \"{value}\", which is no positive duration: write it like 5s, 200ms or PT1M, or as a "
            + "property expression"),
    JAKARTA_RESOURCE("{method} is annotated @jakarta.annotation.Resource, which does nothing on a method of an actor: use "
            + "@io.quarkiverse.actors.Resource, or remove it"),

    DUPLICATE_TASK_NAME(
            "{method} and {other} are both tasks named {name}, but a name belongs to one task of an actor: give one "
                    + "of them another name with @Task(name = \"...\")"),
    SOURCE_PARAMETERS("{method} is a task that consumes nothing, but takes parameters: annotate it @ConsumeFrom, or remove the "
            + "parameters"),
    CONSUMER_PARAMETERS("{method} consumes items, but takes {count} parameters: let it take exactly one, the item"),
    CONSUMER_NOT_TASK("{method} is annotated @ConsumeFrom, but not @Task: add @Task, which makes it a consumer"),
    BUFFER_TOO_SMALL("{method} consumes from {actor} with buffer = {buffer}, but at least one item has to fit: use 1 or more, "
            + "or leave it out for 256"),
    BUFFER_TOO_LARGE("{method} consumes from {actor} with buffer = {buffer}, but no more than {most} items may wait: use less"),
    BATCH_TOO_SMALL("{method} consumes from {actor} with batchSize = {size}, but a batch has at least one item: use 1 or more, "
            + "or leave it out for single items"),
    BATCH_TOO_LARGE("{method} consumes from {actor} with batchSize = {size}, but no more than {buffer} items may wait: use a "
            + "batchSize of at most {buffer}, or buffer = {size}"),
    BATCH_PARAMETER(
            "{method} consumes from {actor} with batchSize = {size}, but takes {type}: let it take a List of the items, "
                    + "or leave batchSize out"),
    BATCH_TIMEOUT_WITHOUT_SIZE("{method} consumes from {actor} with batchTimeout = \"{timeout}\", but without batchSize: add "
            + "batchSize, or remove batchTimeout"),
    MIXED_BATCHES("{method} consumes from {batches} with batchSize, but from {other} without: give each @ConsumeFrom a "
            + "batchSize, or none"),
    PROCESSOR_RETURN("{method} takes a Multi, but returns {type}: let it return a Multi, or take single items"),
    PROCESSOR_PARAMETER("{method} returns a Multi, but takes {type}: let it take a Multi of the items, or return single items"),

    TASK_OUTSIDE_OF_STARTED("{method} has whileIn = {state}, but tasks run in a started actor only: use STARTED, RUNNING, "
            + "HEALTHY, DEGRADED, UNHEALTHY or PAUSED"),
    SUBSTATE_OUTSIDE_OF_STARTED("{substate} is annotated @Substate(of = {state}), but tasks run in a started actor only: use "
            + "STARTED, RUNNING, HEALTHY, DEGRADED, UNHEALTHY or PAUSED"),
    SUBSTATE_NOT_RETAINED(
            "{substate} is annotated @Substate and @Retention(SOURCE), so that nothing knows which tasks carry it: "
                    + "use RetentionPolicy.RUNTIME"),
    SUBSTATE_OF_NO_TASK(
            "{place} is annotated {substate}, but is no task, and only tasks run in a sub-state: annotate tasks, or "
                    + "remove {substate}"),
    SUBSTATE_WITH_WHILE_IN("{method} has whileIn = {state} and is annotated {substate}, which says itself in which state the "
            + "task runs: remove one of them"),
    CONCURRENCY_TOO_LOW("{method} has concurrency = {concurrency}, but at least one iteration has to be possible: use 1 or "
            + "more, or leave it out for 1"),
    CONCURRENCY_TOO_HIGH(
            "{method} has concurrency = {concurrency}, but no more than {most} iterations may be in progress: use less"),
    CONCURRENCY_OF_PERIODIC(
            "{method} has concurrency = {concurrency} and {member} = \"{value}\", but periodic iterations never "
                    + "overlap: remove one of them"),
    MULTI_WITHOUT_ITERATIONS("{method} has {member} = {value}, but returns a Multi, which is one stream without iterations: "
            + "return single items, or remove {member}"),
    SCHEDULE_OF_CONSUMER(
            "{method} has {member} = \"{value}\", but is called for the items that it consumes: remove {member}, or "
                    + "remove @ConsumeFrom"),
    EVERY_AND_CRON("{method} has every = \"{every}\" and cron = \"{cron}\", but a task has one schedule: remove one of them"),
    WITHOUT_SCHEDULE("{method} has {member} = \"{value}\", but no {schedule}: add {schedule}, or remove {member}"),
    NO_CRON("{method} has cron = \"{cron}\", which is no cron expression ({reason}): write it like 0 15 10 ? * MON-FRI, or as "
            + "a property expression"),
    NO_TIME_ZONE("{method} has timeZone = \"{zone}\", which is no time zone: write it like Europe/Vienna, or as a property "
            + "expression"),

    SUPERVISED_NO_TASK("{method} is annotated @Supervised, but is no task: annotate it @Task, or remove @Supervised"),
    SUPERVISION_NUMBER("{place} has {member} = {value}, which is out of range: use {rule}"),
    NEW_INSTANCE_OF_SINGLETON("{place} has newInstance = true, but {actor} is @Singleton, of which there is only one instance: "
            + "leave @Singleton out (an actor is @ApplicationScoped then), or remove newInstance"),

    NEW_INSTANCE_OF_KEYED("{place} has newInstance = true, but {actor} is keyed, and others of the same key may hold its "
            + "instance: remove newInstance"),

    KEYED_SCOPE(
            "{actor} is keyed and @{scope}, but has an instance for each key: leave @{scope} out for @ActorScoped, or remove "
                    + "keyed = true"),
    ACTOR_SCOPED_NOT_KEYED("{actor} is an actor and @ActorScoped, but has no keys: add keyed = true to @Actor, or leave "
            + "@ActorScoped out"),
    ACTOR_SCOPED_NO_ACTOR("{class} is @ActorScoped, but no keyed actor: annotate it @Actor(keyed = true), or make it an "
            + "@Alternative of one, or use another scope"),
    IDLE_TIMEOUT_NOT_KEYED(
            "{actor} has idleTimeout = \"{timeout}\", but is not keyed, and stays as long as the application: add "
                    + "keyed = true, or remove idleTimeout"),
    KEYED_INJECTED("{place} is {type}, but {actor} is keyed, and only an actor of the same key knows which instance is meant: "
            + "inject ActorSystem and use actor({actor}.class, key)"),
    KEYED_OPTIONAL(
            "{actor} depends on {dependency} with required = false, but both are keyed, and an instance stops with the one "
                    + "of the same key that it holds: remove required = false, or inject ActorRef<{dependency}>"),
    KEY_OUTSIDE_OF_KEYED("{place} is annotated @ActorKey, but only keyed actors have a key: inject it into an actor with "
            + "keyed = true, or pass the key on"),
    KEY_WITHOUT_CONVERTER("{place} is annotated @ActorKey, but MicroProfile Config has no converter for {type}: use String or "
            + "another type that it converts, or register a Converter<{type}>"),
    KEYS_DIFFER("{place} is annotated @ActorKey and is {type}, but {other} is {otherType}: inject the key with one type"),

    RESOURCE_PARAMETERS(
            "{method} is a resource, but takes parameters: remove them, and let it read what it needs from fields of "
                    + "the actor"),
    RESOURCE_NOT_CLOSEABLE("{method} is a resource, but returns {type}, which cannot be closed: return an AutoCloseable, a "
            + "Managed with a release of its own, or a Uni or CompletionStage of either"),

    HOOK_PARAMETERS("{method} is a {role}, but takes ({parameters}): let it take nothing or the ActorTransition"),
    HOOK_RETURN("{method} is a hook, but returns {type}: let it return void or Uni<Void>"),
    HOOK_NEVER_RUNS(
            "{method} is annotated {annotation}, but would never run, since there is no bean before the first start: use "
                    + "@OnEnter(STARTING), or @OnExit(INITIALIZED) for the first start only"),
    GUARD_RETURN("{method} is a guard, but returns {type}: let it return boolean"),
    GUARD_TRIGGER(
            "{method} guards {trigger}, but only explicit calls can be vetoed: guard START, PAUSE, RESUME, STOP or RESTART"),

    PRODUCER_NOT_ACTOR("{reader} {reads} {class}, but {class} is no actor: annotate {class} with @Actor"),
    PRODUCER_LEFT_OUT("{reader} {reads} {actor}, but {actor} is no bean of this build: check what disables or excludes it, or "
            + "disable {reader} likewise"),
    UNKNOWN_TASK("{reader} {reads} {actor}#{task}, but {actor} has no task named {task}: name one of {tasks}"),
    NO_TASK("{reader} {reads} {actor}, but {actor} has no task: add a method annotated @Task that returns what {reader} needs"),
    TASK_EMITS_NOTHING("{reader} {reads} {producer}, but {producer} emits nothing: let it return the items, or name another "
            + "task"),
    NO_TASK_EMITS("{reader} {reads} {actor}, but no task of {actor} emits anything: let one return the items"),
    AMBIGUOUS_TASK("{reader} {reads} {actor}, but {actor} has several tasks that emit items: name one with task = {tasks}"),

    CONSUMER_WITHOUT_DEPENDENCY("{consumer} consumes from {producer}, but {actor} does not depend on {dependency}: inject "
            + "{dependency} or add @DependsOn({dependency}.class)"),
    CONSUMER_WITHOUT_KEYED_DEPENDENCY("{consumer} consumes from {producer}, but {actor} does not depend on {dependency}: add "
            + "@DependsOn({dependency}.class), which lets it consume from all instances"),
    CONSUMES_OWN_TASK("{consumer} consumes from {producer} of the same actor, but an actor cannot depend on itself: call the "
            + "method directly, or move one of the two tasks into an actor of its own"),
    DUPLICATE_INPUT("{consumer} consumes from {producer} more than once: remove all but one @ConsumeFrom"),
    WRONG_ITEM_TYPE("{consumer} consumes from {producer}, which emits {emitted}, but takes {taken}: let it take {emitted} or a "
            + "supertype"),
    WRONG_ITEMS_TYPE("{consumer} consumes from {producer}, which emits {emitted}, but takes {taken}: let it take "
            + "{container}<{boxed}>, or a {container} of a supertype"),

    STREAM_NOT_MULTI("{place} is annotated @ActorStream, but its type is {type}: make it a Multi of the items"),
    WRONG_STREAM_TYPE("{place} is a Multi<{taken}>, but {producer} emits {emitted}: make it a Multi<{boxed}>"),
    REF_OF_NO_ACTOR("{place} is an ActorRef<{class}>, but {class} is no actor: annotate {class} with @Actor, or name the class "
            + "of an actor"),

    DEPENDENCY_NOT_ACTOR(
            "{actor} is annotated @DependsOn({class}.class), but {class} is no actor: annotate {class} with @Actor, "
                    + "or inject it without @DependsOn"),
    DEPENDENCY_LEFT_OUT("{actor} is annotated @DependsOn({class}.class), but {class} is no bean of this build: check what "
            + "disables or excludes it, or disable {actor} likewise"),
    CONTRADICTORY_DEPENDENCY("{actor} is annotated @DependsOn({class}.class) with required = true and with required = false: "
            + "remove one of them"),
    CYCLE("The dependencies {path} form a cycle, so that none of these actors can start first: in {actor} inject "
            + "ActorRef<{dependency}> instead of {dependency}, or move what both need into an actor of its own", true);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final String text;
    private final boolean graph;

    ActorProblem(String text) {
        this(text, false);
    }

    ActorProblem(String text, boolean graph) {
        this.text = text;
        this.graph = graph;
    }

    /** The text with its placeholders, for the documentation. */
    String text() {
        return text;
    }

    /** Whether not one class is wrong, but what several are together. */
    boolean isOfGraph() {
        return graph;
    }

    /**
     * An occurrence.
     *
     * @param actor the simple name of the class to which the error belongs, by which errors are sorted
     * @param values the values of the placeholders, in the order of their first appearance
     */
    ActorError at(String actor, Object... values) {
        Map<String, String> named = new LinkedHashMap<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder message = new StringBuilder();
        while (matcher.find()) {
            String value = named.computeIfAbsent(matcher.group(1), ignored -> String.valueOf(values[named.size()]));
            matcher.appendReplacement(message, Matcher.quoteReplacement(value));
        }
        if (named.size() != values.length) {
            throw new IllegalArgumentException(this + " has the placeholders " + named.keySet());
        }
        matcher.appendTail(message);
        return new ActorError(this, actor, message.toString());
    }
}
