/** The mails that a pool asks to be sent, worded by its templates, their codes sealed. */
@NullMarked
package dev.signet.userpool.message;

import org.jspecify.annotations.NullMarked;
