package dev.signet.chaos.nemesis;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitosync.model.Operation;

/** Many callers at once where only one may win, or none. */
final class Races {
    private static final int WRITERS = 64;
    private static final int REDEEMERS = 50;
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final Application application;

    Races(Application application) {
        this.application = application;
    }

    /**
     * How a race ended.
     *
     * @param won calls that succeeded
     * @param refused calls that were definitely refused
     * @param unknown calls of which the caller does not know
     * @param most how many may succeed
     */
    record Outcome(long won, long refused, long unknown, long most) {
        Map<String, ?> details() {
            return Map.of("won", won, "refused", refused, "unknown", unknown, "most", most, "fair", isFair());
        }

        /** Nobody won who must not have, and somebody did unless it is unknown. */
        boolean isFair() {
            return won <= most && (won == most || unknown > 0);
        }
    }

    /** 64 writers who all know the same count of one record. */
    Outcome writers() throws InterruptedException {
        Application.Guest guest = application.guest();
        try (var sync = application.sync(guest.provider())) {
            String session = sync.listRecords(request -> request.identityPoolId(application.identityPool())
                            .identityId(guest.identity())
                            .datasetName("race"))
                    .syncSessionToken();
            return race(
                    WRITERS,
                    1,
                    () -> sync.updateRecords(request -> request.identityPoolId(application.identityPool())
                            .identityId(guest.identity())
                            .datasetName("race")
                            .syncSessionToken(session)
                            .recordPatches(patch -> patch.op(Operation.REPLACE)
                                    .key("one")
                                    .value(UUID.randomUUID().toString())
                                    .syncCount(0L))));
        }
    }

    /** 50 redemptions of one code of a forgotten password, each with another new password. */
    Outcome codes() throws InterruptedException {
        String user = "racer-" + UUID.randomUUID();
        try (var users = application.userPools(Application.anybody())) {
            String code = mailedCode(users, user);
            return race(
                    REDEEMERS,
                    1,
                    () -> users.confirmForgotPassword(request -> request.clientId(application.client())
                            .username(user)
                            .confirmationCode(code)
                            .password("Raced-" + UUID.randomUUID())));
        }
    }

    /** 50 uses of one refresh token that was revoked before. */
    Outcome revokedRefreshes() throws InterruptedException {
        String user = "racer-" + UUID.randomUUID();
        String password = "Racer-" + UUID.randomUUID();
        application.addUser(user, password);
        try (var users = application.userPools(Application.anybody())) {
            String token = users.initiateAuth(request -> request.clientId(application.client())
                            .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                            .authParameters(Map.of("USERNAME", user, "PASSWORD", password)))
                    .authenticationResult()
                    .refreshToken();
            users.revokeToken(request -> request.clientId(application.client()).token(token));
            return race(
                    REDEEMERS,
                    0,
                    () -> users.initiateAuth(request -> request.clientId(application.client())
                            .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                            .authParameters(Map.of("REFRESH_TOKEN", token))));
        }
    }

    private String mailedCode(CognitoIdentityProviderClient users, String user) throws InterruptedException {
        String mail = user + "@example.com";
        try (var operator = application.userPools(application.operator())) {
            operator.adminCreateUser(request -> request.userPoolId(application.userPool())
                    .username(user)
                    .messageAction("SUPPRESS")
                    .userAttributes(attribute("email", mail), attribute("email_verified", "true")));
            operator.adminSetUserPassword(request -> request.userPoolId(application.userPool())
                    .username(user)
                    .password("Racer-" + UUID.randomUUID())
                    .permanent(true));
        }
        users.forgotPassword(request -> request.clientId(application.client()).username(user));
        URI mails = application
                .endpoint()
                .resolve("/mailbox/messages?to=" + URLEncoder.encode(mail, StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); System.nanoTime() < end; ) {
                Matcher code = CODE.matcher(
                        http.send(HttpRequest.newBuilder(mails).build(), HttpResponse.BodyHandlers.ofString())
                                .body());
                if (code.find()) {
                    return code.group(1);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException e) {
            throw SdkException.builder().message("no mailbox").cause(e).build();
        }
        throw SdkException.builder().message("no mail to " + mail).build();
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    private static Outcome race(int runners, long most, Callable<?> deed) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Ending>> endings = new ArrayList<>();
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int runner = 0; runner < runners; runner++) {
                endings.add(side.submit(() -> {
                    start.await();
                    return ending(deed);
                }));
            }
            start.countDown();
        }
        List<Ending> all = endings.stream().map(Future::resultNow).toList();
        return new Outcome(count(all, Ending.WON), count(all, Ending.REFUSED), count(all, Ending.UNKNOWN), most);
    }

    private enum Ending {
        WON,
        REFUSED,
        UNKNOWN
    }

    private static long count(List<Ending> endings, Ending wanted) {
        return endings.stream().filter(wanted::equals).count();
    }

    private static Ending ending(Callable<?> deed) throws Exception {
        try {
            deed.call();
            return Ending.WON;
        } catch (AwsServiceException refused) {
            return refused.statusCode() < 500 ? Ending.REFUSED : Ending.UNKNOWN;
        } catch (SdkException unknown) {
            return Ending.UNKNOWN;
        }
    }
}
