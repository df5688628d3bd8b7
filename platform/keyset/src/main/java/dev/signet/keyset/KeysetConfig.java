package dev.signet.keyset;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the operator's keyset is. */
@ConfigMapping(prefix = "signet.keyset")
public interface KeysetConfig {
    /** The keyset's file, in Tink's JSON form, readable by the service alone. */
    Path file();
}
