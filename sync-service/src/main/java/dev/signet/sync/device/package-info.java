/** Devices of an identity and the datasets they follow. */
@NullMarked
package dev.signet.sync.device;

import org.jspecify.annotations.NullMarked;
