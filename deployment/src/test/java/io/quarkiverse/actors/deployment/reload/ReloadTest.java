package io.quarkiverse.actors.deployment.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

/** What a developer changes is there with the next request. */
public class ReloadTest {

    private static final String TICKER = "Ticker started.running.healthy [tick] after []";
    private static final String FOLLOWER = "Follower started.running.healthy [follow, poll] after [Ticker]";

    @RegisterExtension
    static final QuarkusDevModeTest application = new QuarkusDevModeTest().withApplicationRoot(root -> root
            .addClasses(Ticker.class, Follower.class, ActorsEndpoint.class, Idle.class, Journal.class)
            .addAsResource(new StringAsset("# nothing yet"), "application.properties"))
            .setLogRecordPredicate(record -> true);

    @BeforeEach
    void firstRequest() {
        Journal.clear();
        show(TICKER + "; " + FOLLOWER);
    }

    @Test
    void code() {
        application.modifySourceFile(Ticker.class, source -> source.replace("first", "second"));

        show(TICKER + "; " + FOLLOWER);
        assertThat(Journal.entries()).containsExactly("close first", "open second");
    }

    @Test
    void annotations() {
        application.modifySourceFile(Follower.class, source -> source
                .replace("@Task(every = \"1h\")", "@Task(every = \"1h\", name = \"look\")")
                .replace("@Actor", "@Actor(name = \"Reader\")"));

        show(TICKER + "; Reader started.running.healthy [follow, look] after [Ticker]");
    }

    @Test
    void graph() {
        application.addSourceFile(Newcomer.class);
        show(TICKER + "; " + FOLLOWER + "; Newcomer started.running.healthy [] after [Ticker]");

        application.modifySourceFile(Newcomer.class, source -> source.replace("Ticker ticker", "Follower follower"));
        show(TICKER + "; " + FOLLOWER + "; Newcomer started.running.healthy [] after [Follower]");
    }

    @Test
    void configuration() {
        application.modifyResourceFile("application.properties",
                content -> "quarkus.actors.actor.\"Follower\".auto-start=false");

        show(TICKER + "; Follower initialized [follow, poll] after [Ticker]");
    }

    @Test
    void aGraphThatIsBrokenShowsWhyUntilItIsMended() {
        application.modifySourceFile(Ticker.class,
                source -> source.replace("@Actor", "@io.quarkiverse.actors.DependsOn(Follower.class) @Actor"));
        String rule = "The dependencies Follower → Ticker → Follower form a cycle, so that none of these actors can start first";
        RestAssured.get("/actors").then().statusCode(500).body(containsString(rule));
        assertThat(application.getLogRecords()).anyMatch(record -> record.getThrown() != null
                && record.getThrown().toString().contains(rule));
        assertThat(Journal.entries()).containsExactly("close first");

        application.modifySourceFile(Ticker.class,
                source -> source.replace("@io.quarkiverse.actors.DependsOn(Follower.class) ", ""));
        show(TICKER + "; " + FOLLOWER);
        assertThat(Journal.entries()).containsExactly("close first", "open first");
    }

    private static void show(String actors) {
        RestAssured.get("/actors").then().statusCode(200).body(is(actors));
    }
}
