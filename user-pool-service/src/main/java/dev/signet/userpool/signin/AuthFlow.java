package dev.signet.userpool.signin;

import dev.signet.userpool.Refusals;

/** The ways to begin a sign-in that are built. */
enum AuthFlow {
    USER_SRP("USER_SRP_AUTH"),
    USER_PASSWORD("USER_PASSWORD_AUTH"),
    ADMIN_PASSWORD("ADMIN_USER_PASSWORD_AUTH"),
    REFRESH("REFRESH_TOKEN_AUTH");

    private final String setting;

    AuthFlow(String setting) {
        this.setting = setting;
    }

    /** What a client's {@code ExplicitAuthFlows} call it, after {@code ALLOW_}. */
    String setting() {
        return setting;
    }

    /**
     * The flow that a user's client asks for.
     *
     * @throws dev.signet.wire.Refusal for flows of operators and those that are not built
     */
    static AuthFlow ofUser(String name) {
        return switch (name) {
            case "USER_SRP_AUTH" -> USER_SRP;
            case "USER_PASSWORD_AUTH" -> USER_PASSWORD;
            case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN" -> REFRESH;
            case "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH" -> throw Refusals.flowNotOfThisOperation(name);
            default -> throw Refusals.notBuilt("The flow " + name);
        };
    }

    /**
     * The flow that an operator's server asks for.
     *
     * @throws dev.signet.wire.Refusal for flows of users and those that are not built
     */
    static AuthFlow ofOperator(String name) {
        return switch (name) {
            case "USER_SRP_AUTH" -> USER_SRP;
            case "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH" -> ADMIN_PASSWORD;
            case "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN" -> REFRESH;
            case "USER_PASSWORD_AUTH" -> throw Refusals.flowNotOfThisOperation(name);
            default -> throw Refusals.notBuilt("The flow " + name);
        };
    }
}
