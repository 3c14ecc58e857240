package io.quarkiverse.actors.accounts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Many clients that deposit and withdraw, and keep count of what was acknowledged. */
final class Load {

    static final int USERS = 200;
    private static final int CLIENTS = 16;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI accounts;
    private final List<Thread> clients = new ArrayList<>();
    /** What was deposited less what was withdrawn. */
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong bookings = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    /** Of requests of which the outcome is not known. */
    final AtomicLong unknown = new AtomicLong();

    Load(int port) {
        this.accounts = URI.create("http://localhost:" + port + "/accounts/");
    }

    void start(BooleanSupplier goesOn) {
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> {
                while (goesOn.getAsBoolean()) {
                    book();
                }
            });
            clients.add(client);
            client.start();
        }
    }

    void join() throws InterruptedException {
        for (Thread client : clients) {
            client.join();
        }
    }

    private void book() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        boolean deposit = random.nextInt(3) > 0;
        long cents = 1 + random.nextInt(100);
        int status = post("user%d/%s/%d".formatted(random.nextInt(USERS), deposit ? "deposit" : "withdraw", cents));
        if (status == 200) {
            acknowledged.addAndGet(deposit ? cents : -cents);
            bookings.incrementAndGet();
        } else if (status == 409 || status == 503) {
            refused.incrementAndGet();
        } else {
            unknown.incrementAndGet();
        }
    }

    int post(String path) {
        try {
            return send(HttpRequest.newBuilder(accounts.resolve(path)).POST(HttpRequest.BodyPublishers.noBody())).statusCode();
        } catch (IOException connectionLost) {
            return 0;
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(accounts.resolve(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    long total() throws IOException {
        long total = 0;
        for (int user = 0; user < USERS; user++) {
            total += Long.parseLong(get("user" + user).body());
        }
        return total;
    }
}
