package dev.signet.iam;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the operator's access key is. */
@ConfigMapping(prefix = "signet.operator")
public interface OperatorConfig {
    /** A credentials file as AWS tools read it, with the operator's access key under {@code [default]}. */
    Path credentialsFile();
}
