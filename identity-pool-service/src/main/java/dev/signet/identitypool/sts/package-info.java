/** STS: who a caller is, and temporary credentials of roles for those whom the roles trust. */
@NullMarked
package dev.signet.identitypool.sts;

import org.jspecify.annotations.NullMarked;
