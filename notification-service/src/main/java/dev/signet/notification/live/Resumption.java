package dev.signet.notification.live;

/**
 * Where a device goes on.
 *
 * @param position what it was told
 * @param named whether the device said so itself, or else it is what it said last
 */
record Resumption(Position position, boolean named) {}
