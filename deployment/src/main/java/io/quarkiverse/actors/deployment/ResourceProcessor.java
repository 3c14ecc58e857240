package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.RESOURCE;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.runtime.ResourceInterceptor;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.InterceptorBindingRegistrarBuildItem;
import io.quarkus.arc.processor.InterceptorBindingRegistrar;
import io.quarkus.deployment.annotations.BuildStep;

/** Puts the interceptor in front of resources. */
class ResourceProcessor {

    private static final DotName INTERCEPTOR = DotName.createSimple(ResourceInterceptor.class);

    @BuildStep
    AdditionalBeanBuildItem interceptor() {
        return new AdditionalBeanBuildItem(ResourceInterceptor.class);
    }

    @BuildStep
    InterceptorBindingRegistrarBuildItem binding() {
        return new InterceptorBindingRegistrarBuildItem(new InterceptorBindingRegistrar() {
            @Override
            public List<InterceptorBinding> getAdditionalBindings() {
                return List.of(InterceptorBinding.of(Resource.class, Set.of("timeout", "optional")));
            }
        });
    }

    /** The annotation is for methods, while an interceptor carries its binding on the class. */
    @BuildStep
    AnnotationsTransformerBuildItem bindInterceptor() {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forClasses()
                .whenClass(INTERCEPTOR)
                .transform(context -> context.add(AnnotationInstance.builder(RESOURCE).build())));
    }

    /** ArC fails on these before the validation can say what is wrong with them, and why. */
    @BuildStep
    AnnotationsTransformerBuildItem leaveWrongOnesToValidation() {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(ResourceProcessor::isPrivateOrStaticResource)
                .transform(context -> context.remove(annotation -> annotation.name().equals(RESOURCE))));
    }

    private static boolean isPrivateOrStaticResource(MethodInfo method) {
        return method.hasDeclaredAnnotation(RESOURCE)
                && (Modifier.isPrivate(method.flags()) || Modifier.isStatic(method.flags()));
    }
}
