package dev.signet.iam;

import dev.signet.iam.policy.RequestContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The condition keys that every request has, by AWS's names. */
@Singleton
public class ContextKeys {
    private final InstantSource clock;
    private final AccountConfig account;

    ContextKeys(InstantSource clock, AccountConfig account) {
        this.clock = clock;
        this.account = account;
    }

    /** The keys of a request. A session's own keys were fixed when it began; what is true now wins over them. */
    public RequestContext of(Principal caller, CallOrigin origin) {
        return RequestContext.of(fixed(caller)).with(named(caller)).with(current(origin));
    }

    private static Map<String, List<String>> fixed(Principal caller) {
        return caller instanceof RoleSession session ? session.context() : Map.of();
    }

    private static Map<String, List<String>> named(Principal caller) {
        return switch (caller) {
            case Anonymous _ -> Map.of("aws:PrincipalType", List.of("Anonymous"));
            case Operator operator ->
                Map.of(
                        "aws:PrincipalArn", List.of(operator.arn()),
                        "aws:PrincipalAccount", List.of(operator.accountId()),
                        "aws:PrincipalType", List.of("Account"),
                        "aws:userid", List.of(operator.accountId()));
            case RoleSession session ->
                Map.of(
                        "aws:PrincipalArn", List.of(session.roleArn()),
                        "aws:PrincipalAccount", List.of(session.accountId()),
                        "aws:PrincipalType", List.of("AssumedRole"),
                        "aws:userid", List.of(session.userId()));
        };
    }

    private Map<String, List<String>> current(CallOrigin origin) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, List<String>> keys = new HashMap<>();
        keys.put("aws:CurrentTime", List.of(now.toString()));
        keys.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
        keys.put("aws:RequestedRegion", List.of(account.region()));
        keys.put(
                "aws:SecureTransport",
                List.of(Boolean.toString(account.publicUrl().startsWith("https:"))));
        keys.put("aws:ViaAWSService", List.of("false"));
        keys.put("aws:SourceIp", origin.sourceAddress().stream().toList());
        keys.put("aws:UserAgent", origin.userAgent().stream().toList());
        keys.put("aws:Referer", origin.referer().stream().toList());
        return keys;
    }
}
