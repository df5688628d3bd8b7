/** A push service in place of Google's, and what makes the suite push through it. */
@NullMarked
package dev.signet.chaos.push;

import org.jspecify.annotations.NullMarked;
