/** The clients that write a history: accounts, datasets, devices. */
@NullMarked
package dev.signet.chaos.workload;

import org.jspecify.annotations.NullMarked;
