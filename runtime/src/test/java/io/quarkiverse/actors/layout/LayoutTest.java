package io.quarkiverse.actors.layout;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** What may depend on what: the layout that the page about the internals describes. */
class LayoutTest {

    private static final String API = "io.quarkiverse.actors";
    private static final String SHELL = API + ".runtime";
    private static final String[] ADAPTERS = Stream.of("health", "metrics", "traces", "devui").map(LayoutTest::part)
            .toArray(String[]::new);
    private static final String[] CORE = Stream.of("graph", "lifecycle", "log", "message", "model", "resource", "stream",
            "supervision", "system", "task", "turn").map(LayoutTest::part).toArray(String[]::new);

    private static JavaClasses production;

    @BeforeAll
    static void read() {
        production = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(API);
    }

    @Test
    void publicApiKnowsNothingBehindIt() {
        check(classes().that().resideInAPackage(API)
                .should().onlyDependOnClassesThat().resideInAnyPackage(API, "java..", "jakarta..", "io.smallrye.mutiny.."));
    }

    @Test
    void coreKnowsNeitherCdiNorQuarkus() {
        check(classes().that().resideInAnyPackage(CORE)
                .should().onlyDependOnClassesThat(resideInAnyPackage(CORE).or(resideInAnyPackage(API, "java..",
                        "io.smallrye.mutiny..", "org.jboss.logging..", "org.jctools..", "com.cronutils.."))));
    }

    @Test
    void coreIsGivenItsClockAndItsThreads() {
        check(noClasses().that().resideInAnyPackage(CORE).should().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(Instant.class, "now")
                .orShould().callMethod(Thread.class, "sleep", long.class)
                .orShould().callConstructor(Thread.class, Runnable.class)
                .orShould().callConstructor(Thread.class, Runnable.class, String.class)
                .orShould().dependOnClassesThat().belongToAnyOf(Executors.class)
                .orShould().callMethod(Clock.class, "systemUTC"));
    }

    @Test
    void adaptersAreKnownToNobody() {
        check(noClasses().that(not(resideInAnyPackage(ADAPTERS)))
                .should().dependOnClassesThat().resideInAnyPackage(ADAPTERS));
    }

    @Test
    void everyPackageHasItsPlace() {
        String[] places = Stream.concat(Stream.of(API, SHELL), Stream.concat(Stream.of(CORE), Stream.of(ADAPTERS)))
                .toArray(String[]::new);
        check(classes().should().resideInAnyPackage(places));
    }

    @Test
    void noCyclesBetweenPackages() {
        check(slices().matching(API + ".(**)").should().beFreeOfCycles());
    }

    private static void check(ArchRule rule) {
        rule.check(production);
    }

    private static String part(String name) {
        return SHELL + "." + name;
    }
}
