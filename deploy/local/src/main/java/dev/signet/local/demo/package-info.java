/** The whole story of Signet, played with the AWS SDK's own clients and told step by step. */
@NullMarked
package dev.signet.local.demo;

import org.jspecify.annotations.NullMarked;
