package dev.signet.benchmark.load.suite;

import dev.signet.benchmark.load.generator.Prepared;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs requests by AWS Signature Version 4, with the SDK's own signer. */
public record Signature(URI endpoint, String region) {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** The request with the headers of its signature. */
    public Prepared sign(Prepared request, String service, AwsCredentialsIdentity credentials) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .uri(URI.create(endpoint + request.path()));
        for (int at = 0; at < request.headers().size(); at += 2) {
            unsigned.putHeader(request.headers().get(at), request.headers().get(at + 1));
        }
        SdkHttpRequest signed = SIGNER.sign(signing -> signing.identity(credentials)
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromByteArray(request.body()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        List<String> headers = new ArrayList<>();
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                headers.add(name);
                headers.add(values.getFirst());
            }
        });
        return new Prepared(request.method(), request.path(), headers, request.body());
    }
}
