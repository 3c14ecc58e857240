package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.HookModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.Transitions;
import io.smallrye.mutiny.Multi;

/**
 * A random graph of actors that do all that actors may do, and what has to hold: only legal transitions; every resource
 * released
 * exactly once, and in reverse order; nothing in progress whenever an actor is {@code stopped}; no actor in
 * {@code tasks_started} before its required dependencies are started; every item consumed, or reported.
 */
final class RandomGraph {

    private static final Pattern UNDELIVERED = Pattern
            .compile("\\S+ ended before it had processed (\\d+) item\\(s\\) of (\\S+)");
    private static final Pattern GIVEN_UP = Pattern.compile("\\S+#from(\\S+) gives up an item after \\d+ attempt\\(s\\)");
    private static final Trigger[] GUARDED = { Trigger.START, Trigger.PAUSE, Trigger.RESUME, Trigger.STOP, Trigger.RESTART };

    final Random random;
    final Actors actors;
    private final RandomSteps steps;
    private final Transitions transitions = new Transitions();
    private final List<String> names = new ArrayList<>();
    private final Map<String, List<String>> required = new HashMap<>();
    /** By the name of the stream; those that are consumed by one task only. */
    private final Map<String, Items> items = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** What became of the items of a stream. */
    private static final class Items {
        int emitted;
        int consumed;
    }

    RandomGraph(Stage stage, long seed) {
        this.random = new Random(seed);
        this.steps = new RandomSteps(stage, random);
        List<TestActor> all = new ArrayList<>();
        int count = 2 + random.nextInt(10);
        for (int i = 0; i < count; i++) {
            all.add(randomActor("A" + i));
        }
        actors = TestSystem.actors(all, stage, transitions);
        actors.addListener(transition -> {
            if (transition.to() == ActorState.STOPPED) {
                problems.addAll(steps.leftOver(transition.actor()));
            }
        });
    }

    private TestActor randomActor(String name) {
        TestActor one = actor(name);
        required.put(name, new ArrayList<>());
        for (String other : names) {
            if (random.nextInt(3) == 0) {
                dependOn(one, name, other);
            }
        }
        names.add(name);
        addResources(one, name);
        addSource(one, name);
        if (random.nextInt(3) == 0) {
            one.onDemand();
        }
        if (random.nextInt(3) == 0) {
            one.guard(GUARDED[random.nextInt(GUARDED.length)], () -> !steps.chance(4));
        }
        ActorState state = ActorState.values()[random.nextInt(ActorState.values().length)];
        // a dependency may go down while the hooks of that exit run, after it was seen to be started
        boolean entering = state == ActorState.RESOURCES_ACQUIRED || random.nextBoolean();
        return entering ? one.onEnter(state, () -> steps.run(name, 20, "hook", () -> null))
                : one.hook("hook", HookModel.Kind.EXIT, state, null, Returns.UNI,
                        transition -> steps.later(name, 20, "hook", () -> null));
    }

    private void dependOn(TestActor one, String name, String other) {
        if (random.nextInt(4) == 0) {
            one.follows(other);
        } else {
            one.requires(other);
            required.get(name).add(other);
        }
        String stream = other + "#numbers";
        if (!items.containsKey(stream) && random.nextBoolean()) {
            Items accounts = new Items();
            items.put(stream, accounts);
            var input = from(other, "numbers", 1 + random.nextInt(8));
            if (random.nextInt(3) == 0) {
                one.asyncSink("from" + other, input,
                        item -> steps.later(name, 200, "item", () -> count(() -> accounts.consumed++)));
            } else {
                one.pipe("from" + other, input, item -> steps.run(name, 200, "item", () -> count(() -> accounts.consumed++)));
            }
        }
    }

    private Object count(Runnable counter) {
        synchronized (items) {
            counter.run();
        }
        return 1;
    }

    private void addResources(TestActor one, String name) {
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean optional = random.nextInt(6) == 0;
            boolean timed = random.nextInt(4) == 0;
            // one that is given up on the way is released when it comes, others in reverse order
            String resource = (timed || optional ? "any" : RandomSteps.IN_ORDER) + i;
            RandomSteps.Acquisition acquisition = steps.acquisition(name, resource);
            String timeout = timed ? "PT0.005S" : "";
            if (random.nextInt(3) > 0) {
                one.resource(resource, timeout, optional, Returns.VALUE, acquisition::now);
            } else {
                one.resource(resource, timeout, optional, Returns.STAGE, acquisition::later);
            }
        }
    }

    private void addSource(TestActor one, String name) {
        Runnable emission = () -> count(() -> {
            Items accounts = items.get(name + "#numbers");
            if (accounts != null) {
                accounts.emitted++;
            }
        });
        switch (random.nextInt(4)) {
            case 0 -> one.stream("numbers", () -> Multi.createFrom().range(0, 50 + random.nextInt(2000))
                    .onItem().invoke(() -> steps.fail(1000, "stream")).onItem().invoke(emission));
            case 1 -> one.asyncSource("numbers", () -> steps.later(name, 300, "source", () -> 1).onItem().invoke(emission));
            default -> one.source("numbers", () -> steps.run(name, 300, "source", () -> {
                if (steps.chance(100)) {
                    return TaskResult.success();
                }
                emission.run();
                return 1;
            }));
        }
    }

    /** Calls something. */
    List<Call> call(Random dice) {
        ActorRef<?> ref = actors.actor(names.get(dice.nextInt(names.size())));
        switch (dice.nextInt(12)) {
            case 0, 1, 2:
                return List.of(Call.of(ref.start()));
            case 3:
                return List.of(Call.of(ref.stop()));
            case 4:
                return List.of(Call.of(ref.pause()));
            case 5:
                return List.of(Call.of(ref.resume()));
            case 6:
                return List.of(Call.of(ref.restart()));
            case 7:
                ref.reportError(new IllegalStateException("reported"));
                return List.of();
            case 8:
                ref.reportProblem("reported");
                return List.of();
            case 9:
                ref.recover();
                return List.of();
            case 10:
                return List.of(Call.of(actors.start()));
            default:
                return dice.nextInt(4) == 0 ? List.of(Call.of(actors.stop())) : List.of();
        }
    }

    /** To be called after the last stop. */
    void check() {
        assertThat(transitions.illegal()).as("illegal transitions").isEmpty();
        names.forEach(name -> problems.addAll(steps.leftOver(name)));
        problems.addAll(steps.problems());
        assertThat(problems).isEmpty();
        assertThat(actors.actors()).extracting(ActorRef::state)
                .allMatch(state -> state == ActorState.STOPPED || state == ActorState.CRASHED);
        Map<String, ActorState> states = new HashMap<>();
        for (ActorTransition transition : transitions.all()) {
            states.put(transition.actor(), transition.to());
            if (transition.to() == ActorState.TASKS_STARTED) {
                assertThat(required.get(transition.actor())).as("before %s", transition)
                        .allMatch(dependency -> states.get(dependency).isIn(ActorState.STARTED));
            }
        }
    }

    /** Every item was consumed, was reported as not delivered, or found no consumer. */
    void checkItems(List<String> log) {
        Map<String, Integer> undelivered = new HashMap<>();
        for (String message : log) {
            Matcher matcher = UNDELIVERED.matcher(message);
            if (matcher.matches()) {
                undelivered.merge(matcher.group(2), Integer.valueOf(matcher.group(1)), Integer::sum);
            }
            Matcher givenUp = GIVEN_UP.matcher(message);
            if (givenUp.matches()) {
                undelivered.merge(givenUp.group(1) + "#numbers", 1, Integer::sum);
            }
        }
        items.forEach((stream, accounts) -> {
            String[] name = stream.split("#");
            assertThat(accounts.emitted).as("items of " + stream).isEqualTo(accounts.consumed
                    + undelivered.getOrDefault(stream, 0) + (int) actors.itemStream(name[0], name[1]).unseen());
        });
    }
}
