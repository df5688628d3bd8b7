/** Serves operations over HTTP: finds the operation, lets the gate decide, answers in the protocol's envelope. */
@NullMarked
package dev.signet.wire.http;

import org.jspecify.annotations.NullMarked;
