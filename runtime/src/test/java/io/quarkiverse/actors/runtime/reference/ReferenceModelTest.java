package io.quarkiverse.actors.runtime.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.reference.ReferencePlay.Step;

/**
 * Random graphs under random calls, vetoes, failures, reports and moves of the clock, in virtual time and in an order drawn by
 * lot, against {@link ReferenceModel}: after each step every actor is in the state, the restart state and the health that the
 * model says, has processed and lost as many items, holds its resource and its subscription or does not, and every call has
 * come to the outcome that the model says. Steps that fail are shrunk to a few. Set {@code -Dactors.seed} to play one again,
 * {@code -Dactors.steps} to play more.
 */
class ReferenceModelTest {

    private static final int STEPS = Integer.getInteger("actors.steps", 100_000);
    private static final int STEPS_PER_PLAY = 100;

    private int taken;

    @Test
    void the_system_does_what_the_model_says() {
        Long fixed = Long.getLong("actors.seed");
        long first = fixed != null ? fixed : ThreadLocalRandom.current().nextLong(1_000_000_000);
        System.out.println("ReferenceModelTest seed " + first);
        for (long seed = first; fixed != null ? seed == first : taken < STEPS; seed++) {
            Random random = new Random(seed);
            List<Step> steps = Stream.generate(() -> Step.random(random)).limit(STEPS_PER_PLAY).toList();
            if (failure(seed, steps) != null) {
                List<Step> few = shrink(seed, steps);
                throw new AssertionError("Play it again with -Dactors.seed=%d; these steps are enough: %s".formatted(seed, few),
                        failure(seed, few));
            }
        }
    }

    /** What fails; null if nothing does. */
    private Throwable failure(long seed, List<Step> steps) {
        try (ReferencePlay play = new ReferencePlay(seed)) {
            for (int i = 0; i < steps.size() && play.play(steps.get(i)); i++) {
                taken++;
            }
            play.end();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    /** Leaves out what is not needed for a failure: first large parts, then single steps. */
    private List<Step> shrink(long seed, List<Step> failing) {
        List<Step> steps = new ArrayList<>(failing);
        for (int part = steps.size() / 2; part > 0; part /= 2) {
            for (int from = steps.size() - part; from >= 0; from = Math.min(from, steps.size()) - part) {
                List<Step> fewer = new ArrayList<>(steps);
                fewer.subList(from, from + part).clear();
                if (failure(seed, fewer) != null) {
                    steps = fewer;
                }
            }
        }
        return steps;
    }
}
