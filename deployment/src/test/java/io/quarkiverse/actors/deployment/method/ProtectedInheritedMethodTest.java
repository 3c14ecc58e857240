package io.quarkiverse.actors.deployment.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.deployment.method.base.ProtectedBase;
import io.quarkus.test.QuarkusUnitTest;

class ProtectedInheritedMethodTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ProtectedBase.class, Reader.class));

    @Actor
    static class Reader extends ProtectedBase {
    }

    @Test
    void canBeCalledByInvokers() throws NoSuchMethodException {
        assertThat(Modifier.isPublic(ProtectedBase.class.getDeclaredMethod("lines").getModifiers())).isTrue();
        assertThat(Modifier.isPublic(ProtectedBase.class.getDeclaredMethod("text").getModifiers())).isTrue();
    }
}
