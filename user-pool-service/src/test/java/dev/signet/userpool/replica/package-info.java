/** Several processes of the service on one database. */
package dev.signet.userpool.replica;
