package dev.signet.benchmark.micro;

import dev.signet.wire.codec.JsonReader;
import dev.signet.wire.codec.JsonWriter;
import dev.signet.wire.codec.Plan;
import dev.signet.wire.codec.Plans;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;

/** Reads a request and writes an answer as {@code wire} does, by the SDK's own model classes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {
    private final Plan.Structure signUp = new Plans().of(SignUpRequest.class);
    private final Plan.Structure getUser = new Plans().of(GetUserResponse.class);
    private final byte[] request = """
            {"ClientId": "7p2q9fg8n4c1example0000000", "Username": "ada-lovelace", "Password": "Correct-Horse-7",
             "UserAttributes": [{"Name": "email", "Value": "ada@example.com"}, {"Name": "given_name", "Value": "Ada"}]}
            """.getBytes(StandardCharsets.UTF_8);
    private final GetUserResponse answer = GetUserResponse.builder()
            .username("ada-lovelace")
            .userAttributes(
                    attribute("sub", "0f0d6a30-4b1f-4c54-9d6a-5f8a7f1f9a10"),
                    attribute("email", "ada@example.com"),
                    attribute("email_verified", "true"),
                    attribute("birthdate", Instant.EPOCH.toString()))
            .build();

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    @Benchmark
    public Object readSignUp() {
        SignUpRequest.Builder builder = SignUpRequest.builder();
        JsonReader.read(request, signUp, (SdkPojo) builder);
        return builder.build();
    }

    @Benchmark
    public byte[] writeGetUser() {
        return JsonWriter.write(answer, getUser);
    }
}
