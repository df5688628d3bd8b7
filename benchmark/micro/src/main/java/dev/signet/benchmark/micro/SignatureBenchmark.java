package dev.signet.benchmark.micro;

import dev.signet.iam.sigv4.KeyRing;
import dev.signet.iam.sigv4.SignatureVerifier;
import dev.signet.iam.sigv4.SigningKey;
import dev.signet.wire.HttpFacts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Verifies a request that the SDK signed with Signature Version 4. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignatureBenchmark {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String REGION = "us-east-1";
    private static final String SERVICE = "cognito-sync";
    private static final URI PLACE =
            URI.create("http://localhost:8080/identitypools/us-east-1%3A0f0d6a30-4b1f-4c54-9d6a-"
                    + "5f8a7f1f9a10/identities/us-east-1%3A5d1d1f68-0a5b-4b8e-8a8c-0b1d6a3f9f77/datasets/settings");

    private final SignatureVerifier verifier = new SignatureVerifier(InstantSource.system());
    private final KeyRing<String> keys = (_, _) -> new SigningKey<>("ada", SECRET);
    private HttpFacts request = new HttpFacts("", "", "", List.of(), new byte[0], Optional.empty());

    /** Signs the request anew, since a signature holds for some minutes. */
    @Setup(Level.Iteration)
    public void sign() {
        byte[] body =
                "{\"SyncSessionToken\":\"%s\"}".formatted("x".repeat(1_000)).getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(AwsCredentialsIdentity.create("AKIAIOSFODNN7EXAMPLE", SECRET))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(PLACE)
                                .putHeader("content-type", "application/json")
                                .build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION))
                .request();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        signed.headers().forEach((name, values) -> headers.add(Map.entry(name, values.getFirst())));
        request = new HttpFacts("POST", PLACE.getRawPath(), "", headers, body, Optional.empty());
    }

    @Benchmark
    public String verify() {
        return verifier.verify(request, SERVICE, Set.of(REGION), keys);
    }
}
