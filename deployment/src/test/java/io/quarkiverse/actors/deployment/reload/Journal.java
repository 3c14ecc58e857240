package io.quarkiverse.actors.deployment.reload;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What the test and its applications share, which have different class loaders. */
public final class Journal {

    private Journal() {
    }

    /** What the actors have noted. */
    public static List<String> entries() {
        return shared("entries", new CopyOnWriteArrayList<>());
    }

    /** The actors of the applications, as long as they can be reached. */
    static List<WeakReference<Object>> actors() {
        return shared("actors", new CopyOnWriteArrayList<>());
    }

    /** The class loaders of the applications, as long as they can be reached. */
    static List<WeakReference<ClassLoader>> loaders() {
        return shared("loaders", new CopyOnWriteArrayList<>());
    }

    /** Keeps a thread that does not let itself be interrupted. */
    static CountDownLatch hold() {
        return shared("hold", new CountDownLatch(1));
    }

    /** Forgets everything, also what the first application of a test has noted when it started. */
    static void clear() {
        entries().clear();
        actors().clear();
        loaders().clear();
    }

    @SuppressWarnings("unchecked")
    private static <T> T shared(String name, T first) {
        Object present = System.getProperties().putIfAbsent(key(name), first);
        return present == null ? first : (T) present;
    }

    private static String key(String name) {
        return Journal.class.getName() + "." + name;
    }
}
