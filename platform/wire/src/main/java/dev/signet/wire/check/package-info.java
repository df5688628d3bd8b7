/** Input checked against the constraints of the API model. */
@NullMarked
package dev.signet.wire.check;

import org.jspecify.annotations.NullMarked;
