package io.quarkiverse.actors.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkiverse.actors.runtime.resource.ResourceSlot;

/**
 * Stands in front of the resource methods of one instance of an actor: the actor system acquires, everybody else gets what was
 * acquired. The build binds it to {@link io.quarkiverse.actors.Resource}, which cannot be written on a class.
 */
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class ResourceInterceptor {

    private final Class<?> beanClass;
    /** The instance, if its actor is keyed; not what is there for its key, which may be its successor. */
    private final ActorBinding.Owner owner;
    private final Instance<ActorsRuntime> runtime;
    /** By the name of the method; resources have no parameters. */
    private final Map<String, ResourceSlot> slots = new ConcurrentHashMap<>();
    /** The bean is no actor of a running actor system, so that its methods just run. */
    private volatile boolean unmanaged;

    @Inject
    ResourceInterceptor(@Intercepted Bean<?> bean, Instance<ActorsRuntime> runtime) {
        this.beanClass = bean.getBeanClass();
        KeyedCreation creation = KeyedCreation.current();
        this.owner = creation == null ? null : creation.owner();
        this.runtime = runtime;
    }

    @AroundInvoke
    Object access(InvocationContext context) throws Exception {
        if (unmanaged) {
            return context.proceed();
        }
        String method = context.getMethod().getName();
        ResourceSlot slot = slots.get(method);
        if (slot == null) {
            slot = find(method);
            if (slot == null) {
                unmanaged = true;
                return context.proceed();
            }
            slots.put(method, slot);
        }
        return slot.call(context::proceed);
    }

    private ResourceSlot find(String method) {
        return runtime.isResolvable() ? runtime.get().resource(beanClass, owner, method) : null;
    }
}
