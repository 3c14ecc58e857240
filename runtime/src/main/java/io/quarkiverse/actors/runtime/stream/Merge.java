package io.quarkiverse.actors.runtime.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.actors.Keyed;
import io.quarkiverse.actors.Overflow;

/**
 * The inlet of a consumer of all instances of a keyed actor: has one in each branch and yields {@link Keyed} items. The order
 * of each instance is kept; between instances that have something, the consumer takes turns.
 */
/*
 * A hundred thousand branches, few of which have something: one that is woken queues itself, once, and the consumer looks at
 * those only. It takes a branch off again when nothing is left there, and then looks once more.
 *
 * What was read and is not released yet is remembered with its branch, since a batch or an item that is kept may be of any.
 */
final class Merge extends Inlet {

    /** So many items of one branch at most before another one has its turn. */
    private static final int SHARE = 32;

    private static final class Branch extends AtomicBoolean {

        private static final long serialVersionUID = 1L;

        private final transient Supplier<Object> key;
        private transient Inlet inlet;
        /** How many items were read and not released. */
        private int unreleased;

        Branch(Supplier<Object> key) {
            this.key = key;
        }
    }

    private final Overflow overflow;
    private final Runnable dropping;
    private final Map<ItemStream, Branch> branches = new ConcurrentHashMap<>();
    /** Were woken since the consumer has looked. */
    private final Queue<Branch> woken = new ConcurrentLinkedQueue<>();
    /** Seem to have something. */
    private final Deque<Branch> open = new ArrayDeque<>();
    /** The branches of what was read and not released, oldest first. */
    private final Deque<Branch> taken = new ArrayDeque<>();
    private volatile boolean some;
    private volatile boolean cut;
    private final AtomicBoolean warned = new AtomicBoolean();
    private int run;
    /** What those that have gone had dropped. */
    private volatile long droppedByGone;
    /** Those that were open when the end of all was looked for. */
    private Iterator<Branch> rest;
    private Branch candidate;

    Merge(ItemStream whole, int capacity, Overflow overflow, Runnable wakeConsumer, Runnable dropping) {
        super(whole, capacity, wakeConsumer);
        this.overflow = overflow;
        this.dropping = dropping;
    }

    @Override
    public void join() {
        stream.confluence().add(this);
    }

    /** A branch has come. Any thread, one at a time. */
    void open(ItemStream branch, Supplier<Object> key) {
        Branch added = new Branch(key);
        added.inlet = Inlet.of(branch, capacity, overflow, () -> wake(added), this::dropping);
        branches.put(branch, added);
        added.inlet.join();
    }

    /** Nothing more comes in a branch. Any thread, one at a time. */
    void close(ItemStream branch) {
        Branch closed = branches.get(branch);
        if (closed != null) {
            wake(closed);
        }
    }

    private void wake(Branch branch) {
        if (branch.compareAndSet(false, true)) {
            woken.add(branch);
        }
        wake();
    }

    private void dropping() {
        if (warned.compareAndSet(false, true)) {
            dropping.run();
        }
    }

    @Override
    public boolean hasSome() {
        return some || woken.stream().anyMatch(branch -> branch.inlet.hasSome());
    }

    @Override
    public int available() {
        collect();
        int available = 0;
        for (Branch branch : open) {
            available += branch.inlet.available();
            if (available >= capacity) {
                return capacity;
            }
        }
        return available;
    }

    /** Looks which branches have something, the first of them at least. */
    private void collect() {
        for (Branch branch = woken.poll(); branch != null; branch = woken.poll()) {
            open.add(branch);
        }
        while (!open.isEmpty() && open.peek().inlet.available() == 0) {
            rest(open.poll());
        }
        some = !open.isEmpty();
    }

    private void rest(Branch branch) {
        run = 0;
        boolean over = branch.inlet.stream.isClosed(); // nothing comes after that
        if (over && branch.inlet.available() == 0 && branch.unreleased == 0) {
            drop(branch);
            return;
        }
        branch.set(false);
        boolean missed = branch.inlet.available() > 0 || branch.inlet.stream.isClosed() && branch.unreleased == 0;
        if (missed && branch.compareAndSet(false, true)) {
            open.add(branch);
        }
    }

    private void drop(Branch branch) {
        branch.inlet.leave(ignored -> {
        });
        droppedByGone += branch.inlet.dropped();
        branches.remove(branch.inlet.stream);
    }

    @Override
    public Object next() {
        collect();
        Branch branch = open.peek();
        Object item = branch == null ? null : branch.inlet.next();
        if (item == null) {
            return null;
        }
        branch.unreleased++;
        taken.add(branch);
        if (++run == SHARE) {
            run = 0;
            open.add(open.poll());
        }
        return new Keyed<>(branch.key.get(), item);
    }

    @Override
    public void release(int kept) {
        Branch last = null;
        while (taken.size() > kept) {
            Branch branch = taken.poll();
            branch.unreleased--;
            if (last != null && last != branch) {
                release(last);
            }
            last = branch;
        }
        if (last != null) {
            release(last);
        }
    }

    private void release(Branch branch) {
        branch.inlet.release(branch.unreleased);
        if (branch.unreleased == 0 && branch.inlet.stream.isClosed()) {
            wake(branch);
        }
    }

    @Override
    public boolean isOver(boolean draining) {
        return cut || draining && haveAllEnded();
    }

    /** Looks at each branch until that has ended, and never again. */
    private boolean haveAllEnded() {
        if (rest == null) {
            rest = branches.values().iterator();
        }
        while (candidate != null || rest.hasNext()) {
            candidate = candidate == null ? rest.next() : candidate;
            if (candidate.inlet.stream.isOpen()) {
                return false;
            }
            candidate = null;
        }
        return true;
    }

    @Override
    public void cut() {
        if (!cut) {
            stream.confluence().remove(this);
            branches.values().forEach(branch -> branch.inlet.cut());
            cut = true;
        }
    }

    @Override
    boolean isCut() {
        return cut;
    }

    @Override
    public void leave(Consumer<Object> leftover) {
        stream.confluence().remove(this);
        cut = true;
        for (Branch branch : branches.values()) {
            branch.inlet.leave(item -> leftover.accept(new Keyed<>(branch.key.get(), item)));
        }
    }

    @Override
    public long abandon() {
        stream.confluence().remove(this);
        return branches.values().stream().mapToLong(branch -> branch.inlet.abandon()).sum();
    }

    @Override
    public long dropped() {
        return droppedByGone + branches.values().stream().mapToLong(branch -> branch.inlet.dropped()).sum();
    }

    @Override
    public boolean takeOverflow() {
        collect();
        boolean overflowed = false;
        for (Branch branch : open) {
            overflowed |= branch.inlet.takeOverflow();
        }
        return overflowed;
    }
}
