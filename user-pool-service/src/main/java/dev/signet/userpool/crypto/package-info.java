/** The bounded workers for costly cryptography, and the provider that does RSA fastest here. */
@NullMarked
package dev.signet.userpool.crypto;

import org.jspecify.annotations.NullMarked;
