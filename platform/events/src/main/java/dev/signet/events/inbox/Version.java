package dev.signet.events.inbox;

/**
 * That an event tells the newest state of something, and which. An event that waits is passed over when another about the
 * same comes after it whose number is not lower.
 *
 * @param of what the state is of; events of it have one key
 * @param number grows with each newer state
 */
public record Version(Object of, long number) {}
