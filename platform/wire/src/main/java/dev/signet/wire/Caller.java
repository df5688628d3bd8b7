package dev.signet.wire;

/** Who made a call, as the {@link Gate} found; wire only carries it to the operation. */
public interface Caller {}
