package dev.signet.userpool.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How often something may be asked for. The rates are requests a second by all users of all pools of the installation,
 * for each of AWS's categories of operations, with AWS's numbers as defaults; {@code 0} is without a limit.
 */
@ConfigMapping(prefix = "signet.quotas")
public interface QuotaConfig {
    /** Whether anything is limited here at all. What a single user may do so often is limited in any case. */
    @WithDefault("true")
    boolean enabled();

    /** Sign-ins a second; answers to challenges may be three times as many. */
    @WithDefault("120")
    int userAuthentication();

    @WithDefault("50")
    int userCreation();

    @WithDefault("30")
    int userAccountRecovery();

    @WithDefault("120")
    int userRead();

    @WithDefault("25")
    int userUpdate();

    @WithDefault("120")
    int userToken();

    @WithDefault("50")
    int userResourceRead();

    @WithDefault("30")
    int userList();

    @WithDefault("15")
    int userPoolRead();

    @WithDefault("15")
    int userPoolUpdate();

    @WithDefault("15")
    int userPoolResourceUpdate();

    @WithDefault("15")
    int userPoolClientRead();

    @WithDefault("15")
    int userPoolClientUpdate();

    /** Wrong passwords, codes and names from one address in an hour; {@code 0} is without a limit. */
    @WithDefault("300")
    int wrongGuessesPerSource();

    /** Mails with a code that one address may have sent in an hour; {@code 0} is without a limit. */
    @WithDefault("100")
    int mailsPerSource();

    /** Addresses and CIDR blocks that may guess and have mails sent without limit, such as those of one's own servers. */
    Optional<List<String>> exemptSources();

    /** How long Redis may take to answer before a request goes on without it. */
    @WithDefault("150ms")
    Duration redisTimeout();
}
