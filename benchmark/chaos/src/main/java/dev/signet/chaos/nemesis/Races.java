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

    /** 64 writers who all know the same count of one record. */
    Race writers() throws InterruptedException {
        Application.Guest guest = application.guest();
        try (var sync = application.sync(guest.provider())) {
            String session = sync.listRecords(request -> request.identityPoolId(application.identityPool())
                            .identityId(guest.identity())
                            .datasetName("race"))
                    .syncSessionToken();
            return race(
                    "writers",
                    WRITERS + " writes of one record at once, all of whom know the same count",
                    WRITERS,
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
    Race codes() throws InterruptedException {
        String user = "racer-" + UUID.randomUUID();
        try (var users = application.userPools(Application.anybody())) {
            String code = mailedCode(users, user);
            return race(
                    "codes",
                    REDEEMERS + " redemptions of one code at once, each with another new password",
                    REDEEMERS,
                    () -> users.confirmForgotPassword(request -> request.clientId(application.client())
                            .username(user)
                            .confirmationCode(code)
                            .password("Raced-" + UUID.randomUUID())));
        }
    }

    /** 50 callers who refresh with one token, again and again, while it is revoked in their midst. */
    Race refreshes() throws InterruptedException {
        String user = "racer-" + UUID.randomUUID();
        String password = "Racer-" + UUID.randomUUID();
        application.addUser(user, password);
        try (var users = application.userPools(Application.anybody());
                var patient = application.userPools(application.operator())) {
            String token = users.initiateAuth(request -> request.clientId(application.client())
                            .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                            .authParameters(Map.of("USERNAME", user, "PASSWORD", password)))
                    .authenticationResult()
                    .refreshToken();
            return new RevocationRace(
                            REDEEMERS,
                            () -> users.initiateAuth(request -> request.clientId(application.client())
                                    .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                                    .authParameters(Map.of("REFRESH_TOKEN", token))),
                            () -> patient.revokeToken(request ->
                                    request.clientId(application.client()).token(token)))
                    .run();
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

    /** One of them may win. */
    private static Race race(String name, String raced, int runners, Callable<?> deed) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Ending>> endings = new ArrayList<>();
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int runner = 0; runner < runners; runner++) {
                endings.add(side.submit(() -> {
                    start.await();
                    return Ending.of(deed);
                }));
            }
            start.countDown();
        }
        return Race.of(name, raced, 1, endings.stream().map(Future::resultNow).toList());
    }
}
