package dev.signet.chaos.nemesis;

import dev.signet.local.demo.Device;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;

/** A user with two devices who tries every kind of operation again and again, to find out when it works. */
final class Canary implements AutoCloseable {
    private static final String DATASET = "canary";
    private static final String PASSWORD = "Canary-" + UUID.randomUUID();
    private static final Pattern COUNT = Pattern.compile("\"syncCount\":(\\d+)");
    private static final Duration PUSH_PATIENCE = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 100;

    private final Application application;
    private final Application.Guest guest;
    private final CognitoIdentityProviderClient users;
    private final CognitoIdentityClient identities;
    private final CognitoSyncClient sync;
    private final String writer;
    private final String listener;
    private final ExecutorService side = Executors.newVirtualThreadPerTaskExecutor();
    private volatile long pushed;

    private Canary(Application application) {
        this.application = application;
        application.addUser("canary", PASSWORD);
        this.guest = application.guest();
        this.users = application.userPools(Application.anybody());
        this.identities = application.identityPools(Application.anybody());
        this.sync = application.sync(guest.provider());
        this.writer = device();
        this.listener = device();
        sync.subscribeToDataset(request -> request.identityPoolId(application.identityPool())
                .identityId(guest.identity())
                .datasetName(DATASET)
                .deviceId(listener));
    }

    static Canary release(Application application) {
        Canary canary = new Canary(application);
        canary.side.execute(canary::listen);
        return canary;
    }

    /**
     * Waits until each kind of operation has succeeded once; tells after how many seconds each did. A kind that did not
     * succeed within the limit is missing.
     */
    Map<Kind, Double> awaitAll(Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        Map<Kind, Double> recovered = new ConcurrentHashMap<>();
        var waiting = List.of(Kind.values()).stream()
                .map(kind -> side.submit(() -> await(kind, start, limit, recovered)))
                .toList();
        long deadline = start + limit.toNanos() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline && waiting.stream().anyMatch(each -> !each.isDone())) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return Map.copyOf(recovered);
    }

    /** How long it takes until a live device is told of a change; infinite when it is not told in time. */
    double secondsToPush(Duration limit) {
        Map<Kind, Double> worked = new ConcurrentHashMap<>();
        await(Kind.PUSH, System.nanoTime(), limit, worked);
        return worked.getOrDefault(Kind.PUSH, Double.POSITIVE_INFINITY);
    }

    private void await(Kind kind, long start, Duration limit, Map<Kind, Double> recovered) {
        while (System.nanoTime() - start < limit.toNanos()) {
            try {
                attempt(kind);
                recovered.put(kind, (System.nanoTime() - start) / 1e9);
                return;
            } catch (SdkException notYet) {
                pause();
            }
        }
    }

    private void attempt(Kind kind) {
        switch (kind) {
            case SIGN_IN ->
                users.initiateAuth(request -> request.clientId(application.client())
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", "canary", "PASSWORD", PASSWORD)));
            case CREDENTIALS -> identities.getCredentialsForIdentity(request -> request.identityId(guest.identity()));
            case WRITE -> write("write");
            case READ -> read();
            case PUSH -> push();
        }
    }

    private ListRecordsResponse read() {
        return sync.listRecords(request -> request.identityPoolId(application.identityPool())
                .identityId(guest.identity())
                .datasetName(DATASET));
    }

    /** Writes one key, knowing its newest count; returns the count that the write was given. */
    private long write(String key) {
        ListRecordsResponse known = read();
        long count = known.records().stream()
                .filter(record -> record.key().equals(key))
                .mapToLong(record -> record.syncCount())
                .findFirst()
                .orElse(0);
        return sync.updateRecords(request -> request.identityPoolId(application.identityPool())
                        .identityId(guest.identity())
                        .datasetName(DATASET)
                        .deviceId(writer)
                        .syncSessionToken(known.syncSessionToken())
                        .recordPatches(patch -> patch.op(Operation.REPLACE)
                                .key(key)
                                .value(UUID.randomUUID().toString())
                                .syncCount(count)))
                .records()
                .getFirst()
                .syncCount();
    }

    private void push() {
        long count = write("push");
        long deadline = System.nanoTime() + PUSH_PATIENCE.toNanos();
        while (pushed < count) {
            if (System.nanoTime() > deadline) {
                throw SdkException.builder()
                        .message("no push of count " + count)
                        .build();
            }
            pause();
        }
    }

    /** Keeps a live connection as a device does: when it ends it opens another. */
    private void listen() {
        while (!side.isShutdown()) {
            try (Device device = connect()) {
                while (device.isOpen() && !side.isShutdown()) {
                    device.poll(Duration.ofSeconds(1)).ifPresent(this::heard);
                }
            } catch (IOException notYet) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Device connect() throws IOException, InterruptedException {
        return Device.connect(
                application.endpoint(),
                Application.REGION.id(),
                guest.credentials(),
                application.identityPool(),
                guest.identity(),
                listener);
    }

    private void heard(String push) {
        Matcher count = COUNT.matcher(push);
        if (count.find()) {
            pushed = Math.max(pushed, Long.parseLong(count.group(1)));
        }
    }

    private String device() {
        return sync.registerDevice(request -> request.identityPoolId(application.identityPool())
                        .identityId(guest.identity())
                        .platform("LIVE")
                        .token(UUID.randomUUID().toString()))
                .deviceId();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SdkException.builder().message("interrupted").cause(e).build();
        }
    }

    @Override
    public void close() {
        side.shutdownNow();
        users.close();
        identities.close();
        sync.close();
    }
}
