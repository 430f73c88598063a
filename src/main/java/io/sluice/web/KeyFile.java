package io.sluice.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** A private key that was uploaded as a file. What it holds is never quoted. */
final class KeyFile {

    /** A key of 16,384 bits with a chain of certificates has less. */
    static final int LARGEST_BYTES = 64 * 1024;

    private KeyFile() {}

    /**
     * The text to go on with: that of the file, or what was pasted where no file was chosen.
     *
     * @param problems gets a sentence where the file is none that can hold a key
     */
    static String read(@Nullable MultipartFile file, String pasted, List<String> problems) {
        if (file == null || file.isEmpty()) {
            if (file != null && !String.valueOf(file.getOriginalFilename()).isEmpty()) {
                problems.add("The file is empty.");
            }
            return pasted;
        }
        if (!pasted.isBlank()) {
            problems.add("A private key was pasted, and a file was chosen; send one of the two.");
            return "";
        }
        if (file.getSize() > LARGEST_BYTES) {
            problems.add("The file has " + file.getSize() / 1024 + " kB; a private key has a few kB, and more than "
                    + LARGEST_BYTES / 1024 + " kB are not taken. Choose the file that holds the key alone.");
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            problems.add(
                    "The file is no text, so it is no key in PEM. A key in DER, or in a store such as .p12 or .jks, is"
                            + " turned into PEM first, for example by openssl pkey -inform DER -in key.der -out key.pem.");
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("What was uploaded could not be read", e);
        }
    }
}
