/** What holds for every operation that a service serves, whichever it is. */
@NullMarked
package dev.signet.testkit.operation;

import org.jspecify.annotations.NullMarked;
