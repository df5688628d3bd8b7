package dev.signet.notification.application;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells credentials that a push service could never be spoken to with; whether it takes the others, only it knows. */
public interface CredentialCheck {
    /** The platforms whose credentials it knows. */
    Set<Platform> platforms();

    /**
     * What makes the credentials useless; empty when nothing does.
     *
     * @param credentials the platform application's attributes
     */
    Optional<String> flaw(Map<String, String> credentials);
}
