/** The AWS SDK's model classes to and from JSON, forms and XML, over plans that are made once per class. */
@NullMarked
package dev.signet.wire.codec;

import org.jspecify.annotations.NullMarked;
