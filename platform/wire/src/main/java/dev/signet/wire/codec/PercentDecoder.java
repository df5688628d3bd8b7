package dev.signet.wire.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding undone strictly: what is broken is refused. */
public final class PercentDecoder {
    private PercentDecoder() {}

    /** A segment of a path. */
    public static String path(String encoded) {
        return Text.accept(decode(encoded, false));
    }

    /** A name or value of a query or form, where {@code +} is a space. */
    public static String form(String encoded) {
        return Text.accept(decode(encoded, true));
    }

    private static String decode(String encoded, boolean plusIsSpace) {
        if (encoded.indexOf('%') < 0) {
            return plusIsSpace ? encoded.replace('+', ' ') : encoded;
        }
        var in = encoded.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                out.write(octet(in, i));
                i += 2;
            } else {
                out.write(plusIsSpace && in[i] == '+' ? ' ' : in[i]);
            }
        }
        return Text.decode(out.toByteArray());
    }

    private static int octet(byte[] in, int at) {
        if (at + 2 < in.length) {
            int high = Character.digit(in[at + 1], 16);
            int low = Character.digit(in[at + 2], 16);
            if (high >= 0 && low >= 0) {
                return high * 16 + low;
            }
        }
        throw Malformed.because("A percent sign is not followed by two hexadecimal digits");
    }
}
