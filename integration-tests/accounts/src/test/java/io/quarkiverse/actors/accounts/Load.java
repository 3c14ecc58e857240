package io.quarkiverse.actors.accounts;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Many clients that deposit and withdraw, and keep count of what was acknowledged. */
final class Load {

    static final int USERS = 200;
    static final int CLIENTS = 16;
    private static final int UNREACHABLE = -1;
    private static final int UNKNOWN = 0;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI accounts;
    private final List<Thread> clients = new ArrayList<>();
    /** What was deposited less what was withdrawn. */
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong bookings = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    /** Requests of which the outcome is not known, and how much they may have added and taken away. */
    final AtomicLong unknown = new AtomicLong();
    final AtomicLong perhapsDeposited = new AtomicLong();
    final AtomicLong perhapsWithdrawn = new AtomicLong();

    Load(int port) {
        this.accounts = URI.create("http://localhost:" + port + "/accounts/");
    }

    /** Starts the clients; each ends when told to, or with the first request that got no answer. */
    void start(BooleanSupplier goesOn) {
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> {
                boolean answered = true;
                while (answered && goesOn.getAsBoolean()) {
                    answered = book();
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

    private boolean book() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        boolean deposit = random.nextInt(3) > 0;
        long cents = 1 + random.nextInt(100);
        int status = post("user%d/%s/%d".formatted(random.nextInt(USERS), deposit ? "deposit" : "withdraw", cents));
        boolean answered = status == 200 || status == 409 || status == 503;
        if (status == 200) {
            acknowledged.addAndGet(deposit ? cents : -cents);
            bookings.incrementAndGet();
        } else if (answered) {
            refused.incrementAndGet();
        } else if (status != UNREACHABLE) {
            unknown.incrementAndGet();
            (deposit ? perhapsDeposited : perhapsWithdrawn).addAndGet(cents);
        }
        return answered;
    }

    int post(String path) {
        try {
            return send(HttpRequest.newBuilder(accounts.resolve(path)).POST(HttpRequest.BodyPublishers.noBody())).statusCode();
        } catch (ConnectException nobodyListens) {
            return UNREACHABLE;
        } catch (IOException connectionLost) {
            return UNKNOWN;
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(accounts.resolve(path)));
    }

    /** The first of the server-sent events. */
    CompletableFuture<String> firstEvent(String path) {
        HttpRequest request = HttpRequest.newBuilder(accounts.resolve(path)).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).thenApplyAsync(response -> {
            try (Stream<String> lines = response.body()) {
                return lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
            }
        });
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
