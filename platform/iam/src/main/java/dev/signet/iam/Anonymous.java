package dev.signet.iam;

/** Somebody who gave no proof: allowed only on operations that AWS leaves unsigned. */
public record Anonymous() implements Principal {}
