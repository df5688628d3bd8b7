/** Finding the account that an unsigned call names, without telling whether there is one. */
@NullMarked
package dev.signet.userpool.account;

import org.jspecify.annotations.NullMarked;
