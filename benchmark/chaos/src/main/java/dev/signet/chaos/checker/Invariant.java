package dev.signet.chaos.checker;

/** What must hold whatever fails, by the numbers under which the project knows them. */
public enum Invariant {
    DURABILITY(1, "No acknowledged write is lost"),
    NO_RESURRECTION(2, "Nothing is read that was refused, made up or outdated"),
    SINGLE_WINNER(3, "A count is given once"),
    CAS_HONESTY(4, "A stale count never wins"),
    ATOMIC_BATCH(5, "A batch is seen whole or not at all"),
    MONOTONE_READS(6, "Who knows a count never reads an older one"),
    NOTIFIED(7, "Every subscribed device is told of the others' last change"),
    NO_PHANTOM(8, "A device is told of nothing that did not happen or is not its own to know"),
    BOUNDED_DUPLICATES(9, "A device is not told the same over and over"),
    STREAMS(10, "A stream holds every change"),
    ACCOUNTS(11, "Accounts, passwords, sessions, codes, locks and permissions hold"),
    LEDGER(12, "Every change is announced once and in order, and nothing else is");

    private final int number;
    private final String title;

    Invariant(int number, String title) {
        this.number = number;
        this.title = title;
    }

    public int number() {
        return number;
    }

    public String title() {
        return title;
    }
}
