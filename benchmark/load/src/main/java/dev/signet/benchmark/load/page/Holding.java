package dev.signet.benchmark.load.page;

/** What holds each target where it is missed; only what a profile has shown stands here. */
final class Holding {
    static final String PASSWORD =
            "the hash takes as long in the service as bare, 25 ms of a processor. Around it a sign-in costs some 10 ms of all"
                    + " processors together: user pools 3 (two queries, three short transactions, an event), the gateway and"
                    + " Kafka 2, PostgreSQL 2, and the generator. Where the machine has two processors, these share what bare"
                    + " Argon2id has to itself.";
    static final String SRP =
            "a profile of user pools shows half of their time in the arithmetic and the signatures; the other half are two"
                    + " HTTP calls, 16 exchanges with PostgreSQL and three commits. Gateway, Kafka, PostgreSQL and generator"
                    + " share the processors that the bare arithmetic has to itself.";
    static final String REFRESH =
            "once compiled, a refresh takes 0.9 ms in user pools, 0.5 of them for its signatures and the rest for two queries,"
                    + " opening and sealing tokens and JSON; the gateway takes another 0.25 ms.";
    static final String KEYCLOAK = "";
    static final String GROWTH = "";
    static final String PUSH = "";
    static final String FAN_OUT = "";
    static final String HIDING = "";
    static final String MEMORY = "";
    static final String START = "";

    private Holding() {}
}
