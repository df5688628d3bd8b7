package dev.signet.userpool.account;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.AppClients;
import dev.signet.userpool.client.AppClients.ClientOfPool;
import dev.signet.userpool.client.ClientSecrets;
import dev.signet.userpool.code.HourlyLimits;
import dev.signet.userpool.code.HourlyLimits.Action;
import dev.signet.userpool.hiding.EvenTimes;
import dev.signet.userpool.hiding.SimulatedUser;
import dev.signet.userpool.token.SigningKeys;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/** Finds the account that an unsigned call names, and stands in for one that is not there. */
@Singleton
public class Accounts {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    AppClients clients;

    @Inject
    ClientSecrets secrets;

    @Inject
    Users users;

    @Inject
    SigningKeys keys;

    @Inject
    HourlyLimits limits;

    @Inject
    EvenTimes evenTimes;

    /**
     * Lets {@code work} answer for the account of this name; where there is none, UserNotFoundException unless the client
     * hides that, and then the time of the answer does not tell it either.
     */
    public <T> Uni<T> answer(
            String clientId, String username, @Nullable String secretHash, Function<Account, Uni<T>> work) {
        long call = evenTimes.now();
        return find(clientId, username, secretHash).flatMap(account -> {
            Uni<T> answer = Uni.createFrom().deferred(() -> work.apply(account));
            return account.client().settings().hidesExistence() ? evenTimes.keep(call, answer) : answer;
        });
    }

    private Uni<Account> find(String clientId, String username, @Nullable String secretHash) {
        return unitOfWork
                .read(session -> clients.get(session, clientId)
                        .invoke(found -> secrets.check(found.client(), username, secretHash))
                        .flatMap(found -> users.find(session, found.pool(), username)
                                .map(user -> new Named(found, username, user))))
                .invoke(Accounts::refuseOpenly)
                .flatMap(named -> keys.of(named.of.pool().id())
                        .map(opened -> new Account(
                                named.of.pool(),
                                named.of.client(),
                                opened,
                                named.user,
                                new SimulatedUser(
                                        opened,
                                        named.of.pool().settings().signInNames().key(named.username)))));
    }

    /**
     * Mails a code to the user of an account, unless something hinders that, which is told; a client that hides who exists is
     * answered then as for a name that nobody has.
     */
    public Uni<CodeDeliveryDetailsType> deliver(
            Account account,
            Function<User, Optional<Refusal>> hindrance,
            Function<User, Uni<CodeDeliveryDetailsType>> mail) {
        Optional<Refusal> hindered = account.user().flatMap(hindrance);
        if (hindered.isPresent() && !account.client().settings().hidesExistence()) {
            throw hindered.get();
        }
        return account.user().filter(_ -> hindered.isEmpty()).map(mail).orElseGet(() -> pretendDelivery(account));
    }

    /** Answers as if a code had been mailed, after a write like the one that mailing it takes. */
    private Uni<CodeDeliveryDetailsType> pretendDelivery(Account account) {
        return limits.count(account.pool().id(), account.subject(), Action.SIMULATED_CODE)
                .replaceWith(() -> account.simulated().delivery());
    }

    private static void refuseOpenly(Named named) {
        if (named.user.isEmpty() && !named.of.client().settings().hidesExistence()) {
            throw Refusals.noSuchUsername();
        }
    }

    private record Named(ClientOfPool of, String username, Optional<User> user) {}
}
