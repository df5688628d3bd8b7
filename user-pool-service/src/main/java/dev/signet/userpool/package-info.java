/** User pools: directories of users, their app clients, sign-up, sign-in and tokens. */
@NullMarked
package dev.signet.userpool;

import org.jspecify.annotations.NullMarked;
