package io.quarkiverse.actors.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;
import org.junit.jupiter.api.Test;

class JavaTypesTest {

    private final ClassInfo samples = Declarations.application(Samples.class).types().index()
            .getClassByName(DotName.createSimple(Samples.class));
    private final JavaTypes types = Declarations.application(Samples.class).types();

    @SuppressWarnings({ "rawtypes", "unused" })
    static class Samples<V, N extends Number> {
        Object object;
        String string;
        CharSequence chars;
        Serializable serializable;
        int primitive;
        Integer integer;
        Number number;
        long primitiveLong;
        int[] ints;
        String[] strings;
        Object[] objects;
        List<String> listOfStrings;
        ArrayList<String> arrayListOfStrings;
        Collection<? extends CharSequence> anyChars;
        Collection<? super String> superStrings;
        Collection<?> anything;
        Collection<CharSequence> collectionOfChars;
        List raw;
        V variable;
        N boundedVariable;
        List<V> listOfVariable;
        Map<String, List<byte[]>> nested;
        Words words;
        Comparable<String> comparable;
    }

    static class Words extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void classes() {
        assertAssignable("object", "string", "primitive", "ints", "nested", "variable");
        assertAssignable("chars", "string", "chars");
        assertAssignable("comparable", "string");
        assertNotAssignable("string", "chars", "object", "integer");
        assertNotAssignable("comparable", "integer");
    }

    @Test
    void primitivesAreBoxedAndNotWidened() {
        assertAssignable("primitive", "integer", "primitive");
        assertAssignable("integer", "primitive");
        assertAssignable("number", "primitive", "primitiveLong");
        assertNotAssignable("primitiveLong", "primitive", "integer");
    }

    @Test
    void arrays() {
        assertAssignable("objects", "strings");
        assertAssignable("serializable", "ints", "strings");
        assertNotAssignable("objects", "ints", "listOfStrings");
        assertNotAssignable("strings", "objects");
        assertNotAssignable("listOfStrings", "strings");
    }

    @Test
    void generics() {
        assertAssignable("listOfStrings", "arrayListOfStrings", "words", "raw");
        assertAssignable("raw", "listOfStrings", "words");
        assertAssignable("anyChars", "listOfStrings", "words", "collectionOfChars");
        assertAssignable("superStrings", "listOfStrings", "collectionOfChars");
        assertAssignable("anything", "listOfStrings", "superStrings", "raw");
        assertNotAssignable("collectionOfChars", "listOfStrings", "anyChars");
        assertNotAssignable("anyChars", "anything", "superStrings");
        assertNotAssignable("superStrings", "anyChars");
    }

    @Test
    void variables() {
        assertAssignable("variable", "string");
        assertAssignable("boundedVariable", "integer", "primitive");
        assertNotAssignable("boundedVariable", "string");
        assertAssignable("number", "boundedVariable");
        assertAssignable("listOfVariable", "listOfStrings");
    }

    @Test
    void names() {
        assertThat(JavaTypes.render(type("nested"))).isEqualTo("Map<String, List<byte[]>>");
        assertThat(JavaTypes.render(type("anyChars"))).isEqualTo("Collection<? extends CharSequence>");
        assertThat(JavaTypes.render(type("superStrings"))).isEqualTo("Collection<? super String>");
        assertThat(JavaTypes.render(type("anything"))).isEqualTo("Collection<?>");
        assertThat(JavaTypes.render(type("listOfVariable"))).isEqualTo("List<V>");
        assertThat(JavaTypes.render(type("words"))).isEqualTo("Words");
        assertThat(JavaTypes.render(type("primitive"))).isEqualTo("int");
    }

    private void assertAssignable(String to, String... from) {
        for (String source : from) {
            assertThat(types.isAssignable(type(to), type(source))).as(to + " = " + source).isTrue();
        }
    }

    private void assertNotAssignable(String to, String... from) {
        for (String source : from) {
            assertThat(types.isAssignable(type(to), type(source))).as(to + " = " + source).isFalse();
        }
    }

    private Type type(String field) {
        return samples.field(field).type();
    }
}
