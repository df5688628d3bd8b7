/** Records of a dataset, and the sync sessions in which they are read and written. */
@NullMarked
package dev.signet.sync.record;

import org.jspecify.annotations.NullMarked;
