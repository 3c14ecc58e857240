package io.quarkiverse.actors.runtime;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Stands in front of the resource methods of actors. The build binds it to {@link io.quarkiverse.actors.Resource}, which cannot
 * be
 * written on a class.
 */
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class ResourceInterceptor {

    @AroundInvoke
    Object access(InvocationContext context) throws Exception {
        return context.proceed();
    }
}
