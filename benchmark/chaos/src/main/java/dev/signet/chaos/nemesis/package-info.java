/** The faults, and the seeded schedule that injects and heals them. */
@NullMarked
package dev.signet.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
