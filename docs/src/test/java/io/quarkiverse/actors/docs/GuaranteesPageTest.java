package io.quarkiverse.actors.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The tests that the page of guarantees names are there, and every guarantee names one. */
class GuaranteesPageTest {

    private static final Path PAGE = Path.of("modules/ROOT/pages/guarantees.adoc");
    private static final List<Path> SOURCES = List.of(Path.of("../runtime/src/test"), Path.of("../deployment/src/test"));
    private static final Pattern NAME = Pattern.compile("`(\\w+Test)`");

    @Test
    void everyGuaranteeNamesATestThatExists() throws IOException {
        Set<String> existing = tests();
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> assertThat(names(row)).as(row).isNotEmpty());
        assertThat(rows.stream().flatMap(row -> names(row).stream()).distinct()).allMatch(existing::contains);
    }

    /** The rows of all tables but their heads. */
    private static List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String table : Files.readString(PAGE).split("(?m)^\\|===$")) {
            if (table.contains("|Guarantee |Test")) {
                Stream.of(table.split("\n\n")).map(String::strip).filter(row -> row.startsWith("|"))
                        .filter(row -> !row.startsWith("|Guarantee")).forEach(rows::add);
            }
        }
        return rows;
    }

    @Test
    void theTestsThatDrawByLotAreBehindSomething() throws IOException {
        assertThat(rows().stream().flatMap(row -> names(row).stream())).contains("ReferenceModelTest", "KillTest", "SoakTest",
                "RandomStreamsTest", "RandomLifecycleTest", "TurnLinearizabilityTest", "LinearizabilityTest",
                "ProcessorInputTckTest", "ProcessorOutputTckTest", "WatchTckTest");
    }

    @Test
    void theInternalsNameTestsAndTypesThatExist() throws IOException {
        String internals = Files.readString(Path.of("modules/ROOT/pages/internals.adoc"));
        Set<String> existing = tests();
        assertThat(names(internals)).hasSizeGreaterThan(8).allMatch(existing::contains);
    }

    private static List<String> names(String row) {
        return NAME.matcher(row).results().map((MatchResult found) -> found.group(1)).toList();
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> runtime = Files.walk(SOURCES.get(0)); Stream<Path> deployment = Files.walk(SOURCES.get(1))) {
            return Stream.concat(runtime, deployment).map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java")).map(name -> name.substring(0, name.length() - 5))
                    .collect(Collectors.toSet());
        }
    }
}
