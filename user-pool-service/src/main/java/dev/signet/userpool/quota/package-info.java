/** How often something may be asked for: by everybody together, as at AWS, and from one address. */
@NullMarked
package dev.signet.userpool.quota;

import org.jspecify.annotations.NullMarked;
