package dev.signet.identitypool.pool;

import dev.signet.iam.AccountConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the names that a user pool goes by as a login provider: AWS's {@code cognito-idp.<region>.amazonaws.com/<pool>}
 * and this installation's public URL without its scheme, {@code localhost:8080/<pool>}.
 */
@ApplicationScoped
public class UserPoolNames {
    private static final Pattern POOL_ID = Pattern.compile("[\\w-]{1,40}_[0-9a-zA-Z]{1,40}");
    private static final Pattern AWS_NAME = Pattern.compile("cognito-idp\\.([a-z0-9-]+)\\.amazonaws\\.com/(.+)");

    private final String publicUrl;
    private final String publicName;
    private final String region;

    public UserPoolNames(AccountConfig account) {
        this.publicUrl = account.publicUrl().replaceAll("/+$", "");
        this.publicName = this.publicUrl.replaceFirst("^https?://", "");
        this.region = account.region();
    }

    /** The id of the user pool that a provider name means, empty when it names none of this region. */
    public Optional<String> poolId(String providerName) {
        Matcher aws = AWS_NAME.matcher(providerName);
        if (aws.matches()) {
            return Optional.of(aws.group(2))
                    .filter(id -> aws.group(1).equals(region))
                    .filter(this::isPoolId);
        }
        return Optional.of(providerName)
                .filter(name -> name.startsWith(publicName + "/"))
                .map(name -> name.substring(publicName.length() + 1))
                .filter(this::isPoolId);
    }

    /** The one name under which logins of a user pool are kept: AWS's. */
    public String canonical(String poolId) {
        return "cognito-idp." + region + ".amazonaws.com/" + poolId;
    }

    /** The issuers that tokens of a user pool may bear. */
    public List<String> issuers(String poolId) {
        return List.of("https://" + canonical(poolId), publicUrl + "/" + poolId);
    }

    private boolean isPoolId(String id) {
        return POOL_ID.matcher(id).matches();
    }
}
