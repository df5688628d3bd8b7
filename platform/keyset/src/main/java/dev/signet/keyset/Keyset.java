package dev.signet.keyset;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * One operator keyset (Tink AEAD, AES-256-GCM, rotatable) with which secrets are sealed. What is sealed for one purpose
 * opens only for the same purpose.
 */
public final class Keyset {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Aead aead;

    private Keyset(KeysetHandle handle) throws GeneralSecurityException {
        this.aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /**
     * Reads a keyset in Tink's JSON form.
     *
     * @throws KeysetUnusable when the file is absent or holds no usable keyset
     */
    public static Keyset load(Path file) {
        try {
            AeadConfig.register();
            return new Keyset(
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get()));
        } catch (IOException | GeneralSecurityException e) {
            throw new KeysetUnusable("The keyset " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a keyset of one fresh key in a new file that only its owner may read. The file is there wholly or not at all,
     * also after a crash, and an existing one is never touched.
     */
    public static void create(Path file) throws IOException {
        try {
            AeadConfig.register();
            KeysetHandle handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            String json = TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
            Path folder = file.toAbsolutePath().getParent();
            Path staged = Files.createTempFile(folder, ".keyset", ".new", OWNER_ONLY);
            try {
                write(staged, json);
                // as a move, but one that fails where the file exists
                Files.createLink(file, staged);
            } finally {
                Files.delete(staged);
            }
            try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (GeneralSecurityException e) {
            throw new KeysetUnusable("No keyset could be made: " + e.getMessage(), e);
        }
    }

    private static void write(Path file, String content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = StandardCharsets.UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Seals {@code plain} for a purpose, such as {@code "user-pool/srp-verifier"}. */
    public byte[] seal(byte[] plain, String purpose) {
        try {
            return aead.encrypt(plain, purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    /**
     * Opens what {@link #seal} sealed for the same purpose.
     *
     * @throws SealBroken when it was sealed with another keyset or for another purpose, or was changed
     */
    public byte[] open(byte[] sealed, String purpose) throws SealBroken {
        try {
            return aead.decrypt(sealed, purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new SealBroken(e);
        }
    }

    /** As {@link #seal}, for text; the answer is Base64url without padding. */
    public String sealText(String plain, String purpose) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(seal(plain.getBytes(StandardCharsets.UTF_8), purpose));
    }

    /** Opens what {@link #sealText} sealed. */
    public String openText(String sealed, String purpose) throws SealBroken {
        try {
            return new String(open(Base64.getUrlDecoder().decode(sealed), purpose), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SealBroken(e);
        }
    }
}
