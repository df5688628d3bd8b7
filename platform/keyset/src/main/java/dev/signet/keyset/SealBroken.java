package dev.signet.keyset;

/** Something sealed does not open: changed, sealed for another purpose, or with another keyset. */
public final class SealBroken extends Exception {
    public SealBroken(Throwable cause) {
        super("The seal does not open", cause);
    }
}
