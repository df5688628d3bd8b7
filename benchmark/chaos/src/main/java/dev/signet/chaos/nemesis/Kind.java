package dev.signet.chaos.nemesis;

/** The operations whose return is waited for after a fault, each from end to end. */
public enum Kind {
    SIGN_IN("sign-in"),
    CREDENTIALS("credentials"),
    WRITE("write"),
    READ("read"),
    PUSH("push");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
