/** The suite on one machine, as the script starts and stops it. */
@NullMarked
package dev.signet.acceptance.local;

import org.jspecify.annotations.NullMarked;
