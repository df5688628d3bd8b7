/** The users of a pool: their attributes, their names, their state. */
@NullMarked
package dev.signet.userpool.user;

import org.jspecify.annotations.NullMarked;
