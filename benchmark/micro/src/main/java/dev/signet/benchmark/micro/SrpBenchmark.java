package dev.signet.benchmark.micro;

import dev.signet.userpool.srp.SrpExchange;
import dev.signet.userpool.srp.SrpIdentity;
import dev.signet.userpool.srp.SrpProof;
import dev.signet.userpool.srp.SrpVerifier;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The server's two steps of a sign-in by SRP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SrpBenchmark {
    private final SecureRandom random = new SecureRandom();
    private final SrpIdentity identity = SrpIdentity.of("us-east-1_Example00", "ada-lovelace");
    private final SrpVerifier verifier = SrpVerifier.create(identity, "Correct-Horse-7", random);
    private final BigInteger clientPublic = new BigInteger(3_000, random);
    private final SrpExchange exchange = SrpExchange.begin(clientPublic, verifier, random);
    private final SrpProof proof = new SrpProof(identity, new byte[400], "Mon Nov 23 16:00:00 UTC 2026", new byte[32]);

    /** The challenge: B. */
    @Benchmark
    public SrpExchange challenge() {
        return SrpExchange.begin(clientPublic, verifier, random);
    }

    /** The check of a proof; a wrong one costs the same. */
    @Benchmark
    public boolean proof() {
        return exchange.isProvenBy(proof, verifier);
    }

    /** What a sign-up makes for SRP. */
    @Benchmark
    public SrpVerifier enrol() {
        return SrpVerifier.create(identity, "Correct-Horse-7", random);
    }
}
