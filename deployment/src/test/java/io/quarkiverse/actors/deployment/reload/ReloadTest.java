package io.quarkiverse.actors.deployment.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

public class ReloadTest {

    @RegisterExtension
    static final QuarkusDevModeTest application = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClasses(Ticker.class, TickerEndpoint.class, ReloadTest.class));

    /** Shared by the test and the applications, which have different class loaders. */
    @SuppressWarnings("unchecked")
    static List<String> journal() {
        return (List<String>) System.getProperties().computeIfAbsent(ReloadTest.class.getName(),
                name -> new CopyOnWriteArrayList<>());
    }

    @Test
    void stopsTheActorsAndStartsTheNewOnes() {
        RestAssured.get("/ticker").then().statusCode(200).body(is("started.running.healthy"));
        application.modifySourceFile(Ticker.class, source -> source.replace("first", "second"));
        RestAssured.get("/ticker").then().statusCode(200).body(is("started.running.healthy"));
        assertThat(journal()).containsExactly("open first", "close first", "open second");
    }
}
