package dev.signet.identitypool.oidcprovider;

import java.util.List;
import java.util.Map;

/**
 * The content of a token whose signature, issuer, audience and time were checked.
 *
 * @param audience the clients that it was issued for: {@code azp} if there is one, else {@code aud}
 * @param claims all claims, as Java maps, lists, strings, numbers and booleans
 */
public record VerifiedToken(String issuer, String subject, List<String> audience, Map<String, Object> claims) {}
