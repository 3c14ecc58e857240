/**
 * The public API: everything an application uses, and nothing else.
 */
package io.quarkiverse.actors;
