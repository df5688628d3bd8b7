package dev.signet.sync.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the datasets of an identity come to; the date is null when there is none. */
record IdentitySums(long datasets, long bytes, @Nullable Instant lastModifiedAt) {}
