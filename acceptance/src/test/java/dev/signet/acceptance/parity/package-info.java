/** What of AWS's operations works, read from the code. */
@NullMarked
package dev.signet.acceptance.parity;

import org.jspecify.annotations.NullMarked;
