/** What tests stand on: real servers behind the service under test, AWS SDK clients before it, and fixtures. */
@NullMarked
package dev.signet.testkit;

import org.jspecify.annotations.NullMarked;
