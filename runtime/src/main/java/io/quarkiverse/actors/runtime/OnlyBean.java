package io.quarkiverse.actors.runtime;

import jakarta.enterprise.context.spi.AlterableContext;

import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean;

/** The bean of an actor that is not keyed: the context of its scope has it. */
final class OnlyBean implements ActorBinding.Bean {

    private final InjectableBean<Object> bean;
    private final Object instance;

    OnlyBean(String id) {
        ArcContainer container = Arc.requireContainer();
        this.bean = container.bean(id);
        this.instance = ClientProxy.unwrap(container.instance(bean).get());
    }

    @Override
    public Object instance() {
        return instance;
    }

    @Override
    public Object key() {
        return null;
    }

    @Override
    public void destroy() {
        ((AlterableContext) Arc.requireContainer().getActiveContext(bean.getScope())).destroy(bean);
    }
}
