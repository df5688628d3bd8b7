/** What AWS's API models say: operations, shapes, constraints and errors. */
@NullMarked
package dev.signet.wire.model;

import org.jspecify.annotations.NullMarked;
