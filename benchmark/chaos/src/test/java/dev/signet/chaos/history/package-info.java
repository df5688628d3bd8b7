/** Histories in files. */
@NullMarked
package dev.signet.chaos.history;

import org.jspecify.annotations.NullMarked;
