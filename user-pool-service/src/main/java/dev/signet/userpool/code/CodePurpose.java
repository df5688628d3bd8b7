package dev.signet.userpool.code;

import java.time.Duration;

/** What a code is good for; it is good for nothing else. */
public enum CodePurpose {
    SIGN_UP(Duration.ofHours(24)),
    FORGOT_PASSWORD(Duration.ofHours(1)),
    VERIFY_EMAIL(Duration.ofHours(24));

    private final Duration life;

    CodePurpose(Duration life) {
        this.life = life;
    }

    /** How long a code may be redeemed. */
    Duration life() {
        return life;
    }
}
