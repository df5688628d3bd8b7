/** The server's side of SRP-6a as Cognito's clients speak it: pure arithmetic, no storage. */
@NullMarked
package dev.signet.userpool.srp;

import org.jspecify.annotations.NullMarked;
