/** Named fakes: issuers of tokens with real keys behind a real HTTP server. */
package dev.signet.identitypool.fake;
