package dev.signet.iam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operator's long-lived access key. */
public record OperatorKey(String accessKeyId, String secretAccessKey) {
    /**
     * Reads the profile {@code default} of a credentials file.
     *
     * @throws IllegalStateException when the file or the key in it is missing
     */
    public static OperatorKey load(Path file) {
        try {
            Map<String, String> profile = defaultProfile(Files.readAllLines(file));
            return new OperatorKey(
                    required(profile, "aws_access_key_id", file), required(profile, "aws_secret_access_key", file));
        } catch (IOException e) {
            throw new IllegalStateException("The operator's credentials file " + file + " cannot be read", e);
        }
    }

    private static Map<String, String> defaultProfile(List<String> lines) {
        Map<String, String> entries = new HashMap<>();
        boolean inDefault = false;
        for (String line : lines) {
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.startsWith("[")) {
                inDefault = text.equals("[default]");
            } else if (inDefault && equals > 0 && !text.startsWith("#") && !text.startsWith(";")) {
                entries.put(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
            }
        }
        return entries;
    }

    private static String required(Map<String, String> profile, String name, Path file) {
        return Optional.ofNullable(profile.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalStateException(
                        "The operator's credentials file " + file + " has no " + name + " under [default]"));
    }

    @Override
    public String toString() {
        return "OperatorKey[accessKeyId=" + accessKeyId + "]";
    }
}
