/** Testing support for applications with actors; a dependency of scope {@code test}. */
package io.quarkiverse.actors.test;
