package io.quarkiverse.actors.docs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** Sends text to somebody far away. */
@Singleton
public class Mail {

    private final List<String> sent = new CopyOnWriteArrayList<>();

    Uni<Void> send(String text) {
        return Uni.createFrom().voidItem().invoke(() -> sent.add(text));
    }

    List<String> sent() {
        return sent;
    }
}
