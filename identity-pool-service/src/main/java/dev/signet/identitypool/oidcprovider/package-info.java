/** Web identity providers: their registration in IAM, and the verification of the tokens that they issue. */
@NullMarked
package dev.signet.identitypool.oidcprovider;

import org.jspecify.annotations.NullMarked;
