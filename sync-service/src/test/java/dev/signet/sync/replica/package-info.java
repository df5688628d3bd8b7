/** Several replicas of the packaged service, as processes of their own. */
package dev.signet.sync.replica;
