package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.Type;

import io.quarkiverse.actors.ActorScoped;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkus.arc.processor.BeanArchives;

/** Discovers classes without a container: what is injected is what the fields ask for. */
final class Declarations {

    private Declarations() {
    }

    static ActorApplication application(Class<?>... classes) {
        Indexer indexer = new Indexer();
        for (Class<?> type : classes) {
            index(indexer, type);
        }
        JavaTypes types = new JavaTypes(BeanArchives.buildComputingBeanArchiveIndex(Declarations.class.getClassLoader(),
                new ConcurrentHashMap<>(), indexer.complete()));
        ActorScanner scanner = new ActorScanner(types);
        List<ActorDeclaration> actors = new ArrayList<>();
        for (Class<?> type : classes) {
            ClassInfo info = types.index().getClassByName(DotName.createSimple(type));
            if (info.hasDeclaredAnnotation(ACTOR) && !info.isAbstract()) {
                actors.add(scanner.scan(info, new ActorDeclaration.Bean("bean of " + info.simpleName(),
                        DotName.createSimple(ActorDeclaration.isKeyed(info) ? ActorScoped.class : ApplicationScoped.class),
                        injected(info, Set.of(classes)), List.of())));
            }
        }
        return new ActorApplication(actors, types);
    }

    static List<ActorModel> models(Class<?>... classes) {
        ActorApplication application = application(classes);
        List<ActorError> errors = ActorValidationProcessor
                .errors(new ActorsBuildItem(application, List.of(), List.of(), KeyedDeclarations.NONE));
        if (!errors.isEmpty()) {
            throw ActorError.toException(errors);
        }
        return new ModelFactory(application).create();
    }

    static List<String> errors(Class<?>... classes) {
        return ActorValidationProcessor
                .errors(new ActorsBuildItem(application(classes), List.of(), List.of(), KeyedDeclarations.NONE)).stream()
                .map(ActorError::message).sorted().toList();
    }

    private static Set<DotName> injected(ClassInfo type, Set<Class<?>> classes) {
        List<DotName> names = classes.stream().map(DotName::createSimple).toList();
        Stream<DotName> fields = type.fields().stream().filter(field -> field.hasAnnotation(Inject.class))
                .map(FieldInfo::type).map(Type::name);
        return new LinkedHashSet<>(fields.filter(names::contains).toList());
    }

    private static void index(Indexer indexer, Class<?> type) {
        try {
            indexer.indexClass(type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
