package dev.signet.benchmark.load.page;

/** What holds each target where it is missed; only what a profile has shown stands here. */
final class Holding {
    static final String PASSWORD = "";
    static final String SRP = "";
    static final String REFRESH = "";
    static final String KEYCLOAK = "";
    static final String GROWTH = "";
    static final String PUSH = "";
    static final String FAN_OUT = "";
    static final String HIDING = "";
    static final String MEMORY = "";
    static final String START = "";

    private Holding() {}
}
