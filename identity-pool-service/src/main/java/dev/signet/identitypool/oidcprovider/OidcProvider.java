package dev.signet.identitypool.oidcprovider;

import dev.signet.identitypool.IamRefusals;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** An OpenID Connect provider that IAM trusts to say who somebody is, for some of its clients. */
@Entity
@Table(name = "oidc_provider")
class OidcProvider {
    static final int MOST_CLIENTS = 100;
    static final int MOST_THUMBPRINTS = 5;
    private static final String SEPARATOR = "\n";

    @Id
    @Column(name = "arn")
    private String arn;

    @Column(name = "url")
    private String url;

    @Column(name = "client_ids")
    private String clientIds;

    @Column(name = "thumbprints")
    private String thumbprints;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    @Column(name = "version")
    private long version;

    protected OidcProvider() {}

    OidcProvider(ProviderUrl url, String accountId, Instant createdAt) {
        this.arn = url.arn(accountId);
        this.url = url.text();
        this.clientIds = "";
        this.thumbprints = "";
        this.createdAt = createdAt;
    }

    String arn() {
        return arn;
    }

    String url() {
        return url;
    }

    Instant createdAt() {
        return createdAt;
    }

    List<String> clientIds() {
        return split(clientIds);
    }

    /** Kept as AWS keeps them; TLS is verified against the machine's certificate authorities. */
    List<String> thumbprints() {
        return split(thumbprints);
    }

    void accept(Collection<String> more) {
        requirePlain(more);
        LinkedHashSet<String> clients = new LinkedHashSet<>(clientIds());
        clients.addAll(more);
        if (clients.size() > MOST_CLIENTS) {
            throw IamRefusals.tooManyClients(MOST_CLIENTS);
        }
        this.clientIds = String.join(SEPARATOR, clients);
    }

    void refuse(String clientId) {
        List<String> clients = new ArrayList<>(clientIds());
        clients.remove(clientId);
        this.clientIds = String.join(SEPARATOR, clients);
    }

    void pin(Collection<String> newThumbprints) {
        requirePlain(newThumbprints);
        if (newThumbprints.size() > MOST_THUMBPRINTS) {
            throw IamRefusals.tooManyThumbprints(MOST_THUMBPRINTS);
        }
        this.thumbprints = String.join(SEPARATOR, newThumbprints);
    }

    Registration registration() {
        return new Registration(arn, url, new LinkedHashSet<>(clientIds()));
    }

    /** What parts them from each other must be in none of them. */
    private static void requirePlain(Collection<String> values) {
        if (values.stream().flatMapToInt(String::chars).anyMatch(Character::isISOControl)) {
            throw IamRefusals.controlCharacters();
        }
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(SEPARATOR));
    }
}
