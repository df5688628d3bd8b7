package dev.signet.chaos.fake;

/** What a bad server does wrong, by the rule that must find it. */
public enum Flaw {
    NONE("", 0),
    DROPS_AN_ACKNOWLEDGED_WRITE("Durability", 1000),
    ACCEPTS_A_STALE_COUNT("CasHonesty", 4),
    GIVES_A_COUNT_TWICE("SingleWinner", 100),
    APPLIES_HALF_A_BATCH("AtomicBatch", 200),
    STORES_WHAT_IT_REFUSES("NoResurrection", 20),
    MAKES_A_VALUE_UP("NoResurrection", 500),
    READS_FROM_A_STALE_REPLICA("MonotoneReads", 50),
    FORGETS_A_DELETION("NoResurrection", 1),
    LOSES_A_PUSH("Notified", 3),
    LOSES_WHAT_A_PUSH_SERVICE_TAKES("Notified", 2),
    PUSHES_A_FOREIGN_IDENTITY("NoPhantom", 500),
    PUSHES_WHAT_NEVER_HAPPENED("NoPhantom", 500),
    PUSHES_TO_THE_WRITER("NoPhantom", 100),
    PUSHES_AFTER_UNSUBSCRIBING("NoPhantom", 20),
    PUSHES_WHAT_CHANGED_WHILE_AWAY("NoPhantom", 2),
    FLOODS_WITH_DUPLICATES("BoundedDuplicates", 200),
    LOSES_AN_EVENT("Announced", 500),
    ANNOUNCES_TWICE("Announced", 500),
    ANNOUNCES_OUT_OF_ORDER("Announced", 500),
    ANNOUNCES_THE_WRONG_DEVICE("Announced", 500),
    LEAVES_EVENTS_BEHIND("OutboxEmpty", 1),
    LOSES_A_USER("SignUps", 3),
    SIGNS_A_NAME_UP_TWICE("SignUps", 1),
    REDEEMS_A_CODE_TWICE("Redemptions", 10),
    LETS_A_REVOKED_TOKEN_THROUGH("Sessions", 10),
    FORGETS_A_SESSION("Sessions", 20),
    KEEPS_THE_OLD_PASSWORD("Passwords", 3),
    LOSES_THE_NEW_PASSWORD("Passwords", 3),
    DOES_NOT_LOCK("Lockout", 2),
    DENIES_WHAT_IS_ALLOWED("Permitted", 500);

    private final String rule;
    private final int oneIn;

    Flaw(String rule, int oneIn) {
        this.rule = rule;
        this.oneIn = oneIn;
    }

    /** The rule that must find it. */
    public String rule() {
        return rule;
    }

    /** At how many chances it is done once. */
    int oneIn() {
        return oneIn;
    }
}
