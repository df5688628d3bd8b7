package dev.signet.wire.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text as it may come in: well-formed Unicode without U+0000, which no store could keep. */
public final class Text {
    private Text() {}

    /** The text of UTF-8 bytes, refused unless they are well-formed. */
    public static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException _) {
            throw Malformed.because("The request is not valid UTF-8");
        }
    }

    /** The same text, refused if it holds half a surrogate pair or U+0000. */
    public static String accept(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw Malformed.because("A string holds the character U+0000");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw Malformed.because("A string holds half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /** The same text, refused also if it holds a character that XML 1.0 cannot carry back. */
    static String acceptForXml(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!fitsXml(text.charAt(i))) {
                throw Malformed.because("A string holds a character that XML does not allow");
            }
        }
        return accept(text);
    }

    private static boolean fitsXml(char c) {
        return c >= ' ' ? c < 0xFFFE : c == '\t' || c == '\n' || c == '\r';
    }
}
