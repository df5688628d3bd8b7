/** The suite on one machine: starts, watches and stops the backing servers, the four services and the gateway. */
@NullMarked
package dev.signet.local;

import org.jspecify.annotations.NullMarked;
