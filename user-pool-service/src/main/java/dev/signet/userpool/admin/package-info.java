/** What the operator does with users: makes them, changes, disables and deletes them. */
@NullMarked
package dev.signet.userpool.admin;

import org.jspecify.annotations.NullMarked;
