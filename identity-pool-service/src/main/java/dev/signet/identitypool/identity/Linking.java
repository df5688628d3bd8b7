package dev.signet.identitypool.identity;

import dev.signet.identitypool.Refusals;
import dev.signet.identitypool.login.ProvenLogin;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whose the proven logins of one call are: which identity is answered, which logins are new to it, and which
 * other identities are merged into it.
 *
 * <p>Source: "Linking logins" and "Merging identities" in the Cognito developer guide, identity pool authentication flow.
 *
 * @param parent the identity to answer, empty when a new one is to be made
 * @param merged the identities to be disabled, whose logins the parent takes over
 * @param added logins that nobody owned so far
 */
record Linking(Optional<Identity> parent, List<Identity> merged, Set<LoginKey> added) {
    static final int MAX_LOGINS = 20;

    /** An identity with a login outranks a guest, then the elder one wins: the same answer whoever asks first. */
    private static final Comparator<Identity> SENIORITY = Comparator.comparing(Identity::guest)
            .thenComparing(Identity::createdAt)
            .thenComparing(Identity::id);

    /**
     * @param asked the identity that the caller named, if any
     * @param proven the logins that the caller proved, at least one
     * @param owners the identities that own any of them
     */
    static Linking of(Optional<Identity> asked, Set<LoginKey> proven, Collection<Identity> owners) {
        Set<Identity> involved = new LinkedHashSet<>(owners);
        asked.flatMap(identity -> admitted(identity, proven, owners)).ifPresent(involved::add);
        Set<LoginKey> added = new LinkedHashSet<>(proven);
        involved.forEach(identity -> keys(identity).forEach(added::remove));
        refuseConflicts(involved, added);
        List<Identity> ranked = involved.stream().sorted(SENIORITY).toList();
        return new Linking(ranked.stream().findFirst(), ranked.stream().skip(1).toList(), added);
    }

    static Set<LoginKey> keys(String poolId, List<ProvenLogin> proven) {
        return proven.stream()
                .map(login -> new LoginKey(poolId, login.provider(), login.subject()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether all is as it should be already. */
    boolean changesNothing() {
        return parent.isPresent() && merged.isEmpty() && added.isEmpty();
    }

    /** The identity that was asked for if the proof opens it; none if the proof opens the one that it was merged into. */
    private static Optional<Identity> admitted(Identity asked, Set<LoginKey> proven, Collection<Identity> owners) {
        if (asked.disabled()) {
            if (owners.stream().noneMatch(owner -> asked.mergedInto().equals(Optional.of(owner.id())))) {
                throw Refusals.identityForbidden(asked.id());
            }
            return Optional.empty();
        }
        if (!asked.guest() && keys(asked).noneMatch(proven::contains)) {
            throw Refusals.loginsDoNotMatch();
        }
        return Optional.of(asked);
    }

    private static void refuseConflicts(Set<Identity> involved, Set<LoginKey> added) {
        Map<String, LoginKey> byProvider = new HashMap<>();
        Stream.concat(involved.stream().flatMap(Linking::keys), added.stream()).forEach(key -> {
            if (byProvider.put(key.provider(), key) != null) {
                throw Refusals.secondLoginOfProvider(key.provider());
            }
        });
        if (byProvider.size() > MAX_LOGINS) {
            throw Refusals.tooManyLogins(MAX_LOGINS);
        }
    }

    private static Stream<LoginKey> keys(Identity identity) {
        return identity.logins().stream().map(Login::key);
    }
}
