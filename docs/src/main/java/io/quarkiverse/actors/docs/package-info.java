/** The samples that the pages include; they are built and run as an application. */
package io.quarkiverse.actors.docs;
