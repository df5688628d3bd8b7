/** AWS JSON 1.1, REST-JSON and Query over the AWS SDK's model classes. Knows no domain word. */
@NullMarked
package dev.signet.wire;

import org.jspecify.annotations.NullMarked;
