/** Datasets of an identity. */
@NullMarked
package dev.signet.sync.dataset;

import org.jspecify.annotations.NullMarked;
