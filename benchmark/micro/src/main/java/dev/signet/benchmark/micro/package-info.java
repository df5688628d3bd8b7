/** The hot pieces of the platform and of signing in, each by itself, measured by JMH. */
@NullMarked
package dev.signet.benchmark.micro;

import org.jspecify.annotations.NullMarked;
