package dev.signet.local;

import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the suite keeps secret on this machine: passwords of its servers, the operator's access key, the keyset. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Map<String, String> passwords;

    private Secrets(Map<String, String> passwords) {
        this.passwords = passwords;
    }

    /**
     * Reads the secrets, making them on the first start. Once there is a database none of them is made anew: what is stored
     * could not be opened with it.
     */
    static Secrets open(DataFolder folder) {
        boolean first = !Files.exists(folder.postgres());
        Secrets secrets = new Secrets(first ? make(folder) : read(folder.passwords()));
        keyset(folder, first);
        if (!Files.exists(folder.operatorCredentials())) {
            OwnerOnly.write(folder.operatorCredentials(), operatorKey());
        }
        return secrets;
    }

    /** Makes a keyset and an operator's access key in a folder that has neither, and tells which folder that is. */
    static Path makeIn(Path asked) {
        Path root = asked.toAbsolutePath().normalize();
        DataFolder folder = new DataFolder(root);
        folder.make();
        for (Path file : List.of(folder.keyset(), folder.operatorCredentials())) {
            if (Files.exists(file)) {
                throw new CannotRun("There is a " + file + " already, and it is left as it is.");
            }
        }
        keyset(folder, true);
        OwnerOnly.write(folder.operatorCredentials(), operatorKey());
        return root;
    }

    /** The password of {@code postgres} (the superuser), {@code redis} or a service's login. */
    String password(String login) {
        String password = passwords.get(login);
        if (password == null) {
            throw new CannotRun("The file of passwords in the data folder lacks the one of " + login + ".");
        }
        return password;
    }

    @Override
    public String toString() {
        return "Secrets" + passwords.keySet();
    }

    private static Map<String, String> make(DataFolder folder) {
        if (Files.exists(folder.passwords())) {
            return read(folder.passwords());
        }
        Map<String, String> passwords = Stream.concat(
                        Stream.of("postgres", "redis"),
                        Arrays.stream(Service.values()).map(Service::database))
                .collect(Collectors.toMap(login -> login, _ -> password(), (one, _) -> one, TreeMap::new));
        String lines = passwords.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        OwnerOnly.write(folder.passwords(), lines);
        return passwords;
    }

    private static Map<String, String> read(Path file) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(login -> login, properties::getProperty));
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotRun(
                    "The databases' passwords in " + file
                            + " cannot be read, and without them the data cannot be reached.",
                    e);
        }
    }

    private static void keyset(DataFolder folder, boolean first) {
        Path file = folder.keyset();
        try {
            if (!Files.exists(file)) {
                if (!first) {
                    throw new CannotRun("The keyset " + file
                            + " is gone, and without it what is stored cannot be opened: put it back.");
                }
                Keyset.create(file);
            }
            Keyset.load(file);
        } catch (IOException | KeysetUnusable e) {
            throw new CannotRun("The keyset " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String operatorKey() {
        String id = RANDOM.ints(16, 0, KEY_ALPHABET.length())
                .mapToObj(index -> String.valueOf(KEY_ALPHABET.charAt(index)))
                .collect(Collectors.joining());
        byte[] secret = new byte[30];
        RANDOM.nextBytes(secret);
        return """
                # The operator's access key of this Signet: may do everything.
                [default]
                aws_access_key_id = AKIA%s
                aws_secret_access_key = %s
                """.formatted(id, Base64.getEncoder().encodeToString(secret));
    }

    private static String password() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
