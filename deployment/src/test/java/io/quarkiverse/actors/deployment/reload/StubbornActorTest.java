package io.quarkiverse.actors.deployment.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

/** An actor that does not stop does not hold a reload for longer than its deadline. */
public class StubbornActorTest {

    @RegisterExtension
    static final QuarkusDevModeTest application = new QuarkusDevModeTest().withApplicationRoot(root -> root
            .addClasses(Ticker.class, Stubborn.class, ActorsEndpoint.class, Idle.class, Journal.class)
            .addAsResource(new StringAsset("quarkus.actors.shutdown-timeout=1s"), "application.properties"))
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.actors"));

    @BeforeEach
    void clear() {
        Journal.clear();
    }

    @AfterEach
    void letGo() {
        Journal.hold().countDown();
    }

    @Test
    void theNextRequestFindsTheNewApplication() {
        RestAssured.get("/actors").then().statusCode(200).body(containsString("Stubborn started.running.healthy"));

        application.modifySourceFile(Ticker.class, source -> source.replace("first", "second"));
        RestAssured.get("/actors").then().statusCode(200).body(containsString("Stubborn started.running.healthy"));

        assertThat(Journal.hold().getCount()).isOne();
        assertThat(Journal.entries()).containsExactly("close first", "open second");
        assertThat(application.getLogRecords()).extracting(record -> ((ExtLogRecord) record).getFormattedMessage())
                .anyMatch(message -> message.contains("Stubborn did not stop within 1s: held by Stubborn#hold"));
    }
}
