/** IAM's policy language: parsed and checked once, then decided many times without regular expressions. */
@NullMarked
package dev.signet.iam.policy;

import org.jspecify.annotations.NullMarked;
