package io.quarkiverse.actors.deployment.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import org.awaitility.Awaitility;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.arc.Unremovable;

/** Keeps the spans that have ended. */
@Singleton
@Unremovable
class Spans implements SpanProcessor {

    private static final String NO_PARENT = "0000000000000000";

    private final List<SpanData> ended = new CopyOnWriteArrayList<>();

    /** So many spans of a name, in the order in which they have ended; waits for them. */
    List<SpanData> of(String name, int count) {
        Awaitility.await().untilAsserted(() -> assertThat(of(name)).as("%s", name).hasSize(count));
        return of(name);
    }

    List<SpanData> of(String name) {
        return ended.stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** Spans of a name each of which has led to one of another name. */
    void assertChain(String producer, String consumer, int count) {
        List<SpanData> producers = of(producer, count);
        for (SpanData span : of(consumer, count)) {
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(producers.stream().filter(it -> it.getSpanId().equals(span.getParentSpanId()))).as("parent of %s", span)
                    .hasSize(1);
            assertThat(span.getLinks()).extracting(LinkData::getSpanContext)
                    .containsExactly(span.getParentSpanContext());
        }
        assertThat(of(consumer)).extracting(SpanData::getParentSpanId).doesNotHaveDuplicates();
    }

    static boolean isRoot(SpanData span) {
        return span.getParentSpanId().equals(NO_PARENT);
    }

    static String current() {
        return Span.current().getSpanContext().getSpanId();
    }

    static String none() {
        return NO_PARENT;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // only what has ended counts
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        ended.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
