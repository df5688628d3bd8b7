/** Verifies AWS Signature Version 4, in headers and in the query of presigned URLs. */
@NullMarked
package dev.signet.iam.sigv4;

import org.jspecify.annotations.NullMarked;
