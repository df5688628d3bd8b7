/** Cognito Sync: datasets and records of an identity, and the devices that follow them. */
@NullMarked
package dev.signet.sync;

import org.jspecify.annotations.NullMarked;
