package io.quarkiverse.actors.quickstart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts and decrypts lines with AES-GCM. An encrypted line is the Base64 text of a random initialization vector followed by
 * the ciphertext and its tag. Safe for use by several threads.
 * <p>
 * Lines are taken as bytes (ISO-8859-1), so that any file round-trips, whatever its encoding.
 */
@Singleton
public class LineCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    /**
     * The cipher of the application.
     *
     * @param key the key in Base64; if empty it is read from the file
     * @param keyPath where the key is kept; made with a new key if there is no such file
     */
    @Inject
    LineCipher(@ConfigProperty(name = "encrypted.key") Optional<String> key,
            @ConfigProperty(name = "encrypted.key-path") Path keyPath) throws IOException {
        this(key.isPresent() ? key.get() : readOrCreate(keyPath));
    }

    LineCipher(String base64Key) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(base64Key.strip()), "AES");
    }

    private static String readOrCreate(Path path) throws IOException {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException firstRun) {
            byte[] bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            String created = Base64.getEncoder().encodeToString(bytes);
            return Files.readString(Files.writeString(path, created, StandardOpenOption.CREATE_NEW));
        }
    }

    public byte[] encrypt(String line) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(line.getBytes(StandardCharsets.ISO_8859_1));
            byte[] both = ByteBuffer.allocate(iv.length + ciphertext.length).put(iv).put(ciphertext).array();
            return Base64.getEncoder().encode(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The line could not be encrypted", e);
        }
    }

    public String decrypt(String encrypted) {
        ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(encrypted));
        byte[] iv = new byte[IV_BYTES];
        both.get(iv);
        byte[] ciphertext = new byte[both.remaining()];
        both.get(ciphertext);
        try {
            return new String(cipher(Cipher.DECRYPT_MODE, iv).doFinal(ciphertext), StandardCharsets.ISO_8859_1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The line was encrypted with another key, or changed since", e);
        }
    }

    private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }
}
