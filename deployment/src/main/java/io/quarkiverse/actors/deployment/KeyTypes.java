package io.quarkiverse.actors.deployment;

import org.jboss.jandex.Type;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The types to which keys can be converted. */
final class KeyTypes {

    private KeyTypes() {
    }

    /**
     * Whether MicroProfile Config converts text to a type, with a converter of its own, of the application, or by convention.
     */
    static boolean isConvertible(Type type) {
        Type boxed = JavaTypes.boxed(type);
        if (boxed.kind() != Type.Kind.CLASS) {
            return false;
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        SmallRyeConfig config = new SmallRyeConfigBuilder().forClassLoader(loader).addDiscoveredConverters().build();
        try {
            return config.getConverter(Class.forName(boxed.name().toString(), false, loader)).isPresent();
        } catch (ClassNotFoundException notThere) {
            return false;
        }
    }
}
