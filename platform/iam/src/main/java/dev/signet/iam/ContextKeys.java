package dev.signet.iam;

import dev.signet.iam.policy.RequestContext;
import dev.signet.wire.HttpFacts;
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

    /** The keys of a request that nobody signed. */
    public RequestContext of(HttpFacts http) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, List<String>> keys = new HashMap<>();
        keys.put("aws:CurrentTime", List.of(now.toString()));
        keys.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
        keys.put("aws:RequestedRegion", List.of(account.region()));
        keys.put(
                "aws:SecureTransport",
                List.of(Boolean.toString(account.publicUrl().startsWith("https:"))));
        keys.put("aws:ViaAWSService", List.of("false"));
        http.sourceAddress().ifPresent(address -> keys.put("aws:SourceIp", List.of(address)));
        putHeader(keys, "aws:UserAgent", http, "User-Agent");
        putHeader(keys, "aws:Referer", http, "Referer");
        return RequestContext.of(keys);
    }

    /** The keys of a role session's request. The session's own keys were fixed when it began; what is true now wins. */
    public RequestContext of(RoleSession session, HttpFacts http) {
        return RequestContext.of(session.context())
                .with(Map.of(
                        "aws:PrincipalArn", List.of(session.roleArn()),
                        "aws:PrincipalAccount", List.of(session.accountId()),
                        "aws:PrincipalType", List.of("AssumedRole"),
                        "aws:userid", List.of(session.userId())))
                .and(of(http));
    }

    /** The keys of the operator's request. */
    public RequestContext of(Operator operator, HttpFacts http) {
        return RequestContext.of(Map.of(
                        "aws:PrincipalArn", List.of(operator.arn()),
                        "aws:PrincipalAccount", List.of(operator.accountId()),
                        "aws:PrincipalType", List.of("Account"),
                        "aws:userid", List.of(operator.accountId())))
                .and(of(http));
    }

    private static void putHeader(Map<String, List<String>> keys, String key, HttpFacts http, String header) {
        http.headers().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(header))
                .findFirst()
                .ifPresent(entry -> keys.put(key, List.of(entry.getValue())));
    }
}
