/** What happens here when identities merge or end, and when devices die. */
@NullMarked
package dev.signet.sync.lifecycle;

import org.jspecify.annotations.NullMarked;
