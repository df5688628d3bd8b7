/** Who is calling and what they may do: SigV4, session credentials, the policy language, the live role view. */
@NullMarked
package dev.signet.iam;

import org.jspecify.annotations.NullMarked;
