package io.quarkiverse.actors.runtime;

import jakarta.enterprise.context.spi.AlterableContext;

import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean;
import io.quarkus.runtime.LaunchMode;

/** The bean of an actor that is not keyed: the context of its scope has it. */
final class OnlyBean implements ActorBinding.Bean {

    private final InjectableBean<Object> bean;
    private volatile Object instance;

    OnlyBean(String id) {
        this.bean = Arc.requireContainer().bean(id);
        this.instance = resolve();
    }

    private Object resolve() {
        return ClientProxy.unwrap(Arc.requireContainer().instance(bean).get());
    }

    @Override
    public void refresh() {
        if (LaunchMode.current() == LaunchMode.TEST) {
            instance = resolve();
        }
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
