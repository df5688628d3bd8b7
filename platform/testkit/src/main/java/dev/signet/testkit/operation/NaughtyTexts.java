package dev.signet.testkit.operation;

import java.util.List;

/** Texts that have broken other people's programs: each either is an answer's or is refused, and breaks nothing. */
final class NaughtyTexts {
    /** A text that no member takes. */
    static final String MEGABYTE = "\u00e9".repeat(512 * 1024);

    static final List<String> ALL = List.of(
            "",
            " ",
            "\t\r\n",
            "a\r\nSet-Cookie: naughty=1",
            "a\u0000b",
            "\u0001\u007f\u0085",
            "\ufeff\u200b\u2028\ufffe\uffff",
            "\u202e\u0645\u0631\u062d\u0628\u0627",
            "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319",
            "\ud83d\udc69\ud83c\udffe\u200d\ud83d\udd2c",
            "\udbff\udfff",
            "\u0130\u0131\u00df\ufb03",
            "null",
            "-1",
            "1e999",
            "true",
            "{\"a\":[1]}",
            "[{}]",
            "<a>&amp;]]></a>",
            "' or 1=1; drop table pool_user --",
            "%_\\%s%n${jndi:ldap://127.0.0.1/a}",
            "../../etc/passwd%2f..",
            "https://[::1/?#",
            "arn:aws:iam::000000000000:role/../*",
            "us-east-1_\u0660",
            "a@b@c@d",
            "x".repeat(2049),
            "\ud83d\ude00".repeat(64));

    private NaughtyTexts() {}

    /** The text whose turn it is. */
    static List<String> inTurn(int turn) {
        return List.of(ALL.get(turn % ALL.size()));
    }
}
