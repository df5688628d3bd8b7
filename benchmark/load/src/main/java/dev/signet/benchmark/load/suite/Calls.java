package dev.signet.benchmark.load.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.benchmark.load.generator.Prepared;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** Calls of the operator, one at a time, for what has to be there before anything is measured. */
public final class Calls implements AutoCloseable {
    /** The region of the local suite. */
    public static final String REGION = "us-east-1";

    private static final int ATTEMPTS = 4;
    private static final String USER_POOLS = "AWSCognitoIdentityProviderService.";
    private static final String IDENTITY_POOLS = "AWSCognitoIdentityService.";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI endpoint;
    private final AwsCredentials operator;
    private final Signature signature;

    public Calls(URI endpoint, Path operatorCredentials) {
        this.endpoint = endpoint;
        this.signature = new Signature(endpoint, REGION);
        try (ProfileCredentialsProvider provider = ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .content(operatorCredentials)
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build())
                .build()) {
            this.operator = provider.resolveCredentials();
        }
    }

    public AwsCredentials operator() {
        return operator;
    }

    public Signature signature() {
        return signature;
    }

    /** A call to user pools, not signed. */
    public static Prepared userPools(String operation, Map<String, ?> request) {
        return Prepared.json(USER_POOLS + operation, Json.write(request));
    }

    /** A call to identity pools, not signed. */
    public static Prepared identityPools(String operation, Map<String, ?> request) {
        return Prepared.json(IDENTITY_POOLS + operation, Json.write(request));
    }

    /** The operator's call to user pools, signed. */
    public Prepared signedUserPools(String operation, Map<String, ?> request) {
        return signature.sign(userPools(operation, request), "cognito-idp", operator);
    }

    /** Makes the operator's call to user pools. */
    public JsonNode askUserPools(String operation, Map<String, ?> request) {
        return Json.read(send(signedUserPools(operation, request)));
    }

    /** Makes the operator's call to identity pools. */
    public JsonNode askIdentityPools(String operation, Map<String, ?> request) {
        return Json.read(send(signature.sign(identityPools(operation, request), "cognito-identity", operator)));
    }

    /** Makes the operator's call to IAM; the answer is XML. */
    public String askIam(String action, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>(parameters);
        form.put("Action", action);
        form.put("Version", "2010-05-08");
        return new String(send(signature.sign(Prepared.form("/", form), "iam", operator)), StandardCharsets.UTF_8);
    }

    /** Sends a request and demands success, again after an answer of 500 and more, as the SDKs do. */
    public byte[] send(Prepared prepared) {
        HttpResponse<byte[]> response = once(prepared);
        for (int again = 1; response.statusCode() >= 500 && again < ATTEMPTS; again++) {
            response = once(prepared);
        }
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(prepared + " got " + response.statusCode() + " "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    /** Sends a request and takes whatever answer comes. */
    public HttpResponse<byte[]> once(Prepared prepared) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + prepared.path()))
                .timeout(Duration.ofSeconds(60))
                .method(
                        prepared.method(),
                        prepared.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(prepared.body()));
        for (int at = 0; at < prepared.headers().size(); at += 2) {
            request.header(prepared.headers().get(at), prepared.headers().get(at + 1));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(prepared + " got no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + prepared + " was under way", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
