package io.quarkiverse.actors.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineCipherTest {

    private final LineCipher cipher = new LineCipher(LogFiles.KEY);

    @Test
    void decryptsWhatItEncrypted() {
        for (String line : LogFiles.HEAD) {
            assertThat(cipher.decrypt(text(cipher.encrypt(line)))).isEqualTo(line);
        }
    }

    @Test
    void encryptsTheSameLineDifferentlyEachTime() {
        assertThat(cipher.encrypt("line")).isNotEqualTo(cipher.encrypt("line"));
    }

    @Test
    void noticesAChange() {
        byte[] encrypted = cipher.encrypt("line");
        encrypted[20] = (byte) (encrypted[20] == 'A' ? 'B' : 'A');
        assertThatThrownBy(() -> cipher.decrypt(text(encrypted)))
                .hasMessage("The line was encrypted with another key, or changed since");
    }

    @Test
    void keepsTheKeyInAFile(@TempDir Path folder) throws IOException {
        Path keyFile = folder.resolve("key");
        byte[] encrypted = new LineCipher(Optional.empty(), keyFile).encrypt("line");

        assertThat(new LineCipher(Optional.empty(), keyFile).decrypt(text(encrypted))).isEqualTo("line");
    }

    private static String text(byte[] encrypted) {
        return new String(encrypted, StandardCharsets.US_ASCII);
    }
}
