/** IAM roles as every service knows them: a live view of what the identity pool service publishes. */
@NullMarked
package dev.signet.iam.role;

import org.jspecify.annotations.NullMarked;
