/** The one door of the local suite: sends each call to the service that answers it, and changes nothing in it. */
@NullMarked
package dev.signet.local.gateway;

import org.jspecify.annotations.NullMarked;
