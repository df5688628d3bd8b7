/** What signed-in users do with their own account. */
@NullMarked
package dev.signet.userpool.profile;

import org.jspecify.annotations.NullMarked;
