/** The assembled suite with several replicas, each of its parts under control. */
@NullMarked
package dev.signet.chaos.cluster;

import org.jspecify.annotations.NullMarked;
