package dev.signet.chaos.workload;

import java.net.URI;
import java.nio.file.Path;

/**
 * A running suite.
 *
 * @param endpoint its gateway
 * @param operatorCredentials the operator's credentials file
 * @param kafka Kafka's bootstrap address, whose topic of changes is compared with what was acknowledged
 */
public record WorkloadTarget(URI endpoint, String region, Path operatorCredentials, String kafka) {}
