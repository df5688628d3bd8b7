/** The identity pools as their clients see them. */
package dev.signet.identitypool;
