/** The limit that the services are measured against: HTTP and one query, and nothing else. */
@NullMarked
package dev.signet.benchmark.bare;

import org.jspecify.annotations.NullMarked;
