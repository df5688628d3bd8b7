package dev.signet.identitypool.oidcprovider;

import dev.signet.identitypool.IamRefusals;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** A provider's URL, which is its issuer: https, a host, perhaps a path, and nothing more. */
public record ProviderUrl(String text) {
    /** @param privateNetworks whether providers without TLS are allowed, as in private networks */
    static ProviderUrl parse(String text, boolean privateNetworks) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !(privateNetworks && scheme.equals("http"))) {
                throw IamRefusals.invalidProviderUrl("it must begin with https://");
            }
            if (url.getHost() == null
                    || url.getRawUserInfo() != null
                    || url.getRawQuery() != null
                    || url.getRawFragment() != null) {
                throw IamRefusals.invalidProviderUrl("it must be a host and a path without a query");
            }
            return new ProviderUrl(text);
        } catch (URISyntaxException _) {
            throw IamRefusals.invalidProviderUrl("it is no URL");
        }
    }

    String arn(String accountId) {
        return arn(text, accountId);
    }

    /** The ARN of the provider of a URL, be it a sound one or not. */
    public static String arn(String url, String accountId) {
        return "arn:aws:iam::" + accountId + ":oidc-provider/" + name(url);
    }

    /** A URL without its scheme. */
    static String name(String url) {
        int scheme = url.indexOf("://");
        return scheme < 0 ? url : url.substring(scheme + 3);
    }
}
