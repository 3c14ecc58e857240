package io.quarkiverse.actors.quickstart;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;

/** Encrypts each line. */
// tag::actor[]
@Actor
public class LogEncryption {

    @Inject
    FileHead fileHead; // a dependency: FileHead starts first
    @Inject
    LineCipher cipher;

    @Task
    @ConsumeFrom(FileHead.class) // consumer and producer at once
    byte[] encrypt(String line) {
        return cipher.encrypt(line);
    }
}
// end::actor[]
