package dev.signet.chaos.workload;

import dev.signet.chaos.push.PushServer;
import java.net.URI;
import java.nio.file.Path;

/**
 * A running suite.
 *
 * @param endpoint its gateway
 * @param operatorCredentials the operator's credentials file
 * @param kafka Kafka's bootstrap address, whose topic of changes is compared with what was acknowledged
 * @param pushServer the push service that it was pointed at
 */
public record WorkloadTarget(
        URI endpoint, String region, Path operatorCredentials, String kafka, PushServer pushServer) {}
