/** Mail to users, and the mailbox page for developers. */
@NullMarked
package dev.signet.notification.mail;

import org.jspecify.annotations.NullMarked;
