package dev.signet.wire.codec;

import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;

/** Values without parts as text, as forms, paths, headers and XML carry them. */
final class Scalars {
    private Scalars() {}

    static Object parse(Plan plan, String text) {
        if (!(plan instanceof Plan.Scalar scalar)) {
            throw Malformed.cannotBe("STRING_VALUE", "a structure");
        }
        try {
            return switch (scalar) {
                case STRING -> text;
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case BOOLEAN -> bool(text);
                case INSTANT -> Instants.parse(text);
                case BLOB -> JsonReader.blob(text);
                case DOCUMENT -> throw Malformed.cannotBe("STRING_VALUE", "a Document");
            };
        } catch (NumberFormatException _) {
            throw Malformed.because("A number is not one, or out of range");
        }
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Malformed.cannotBe("STRING_VALUE", "a Boolean");
        };
    }

    static String write(Object value) {
        return switch (value) {
            case Instant instant -> Instants.toIso(instant);
            case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
            default -> value.toString();
        };
    }
}
