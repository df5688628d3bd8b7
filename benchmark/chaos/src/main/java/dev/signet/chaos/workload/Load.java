package dev.signet.chaos.workload;

/**
 * How much is asked of the suite.
 *
 * @param perSecond operations a second, those that are sent at once counted as one
 * @param identities each with devices that write and devices that only listen, of both kinds those with a live connection and those
 *     that a push service reaches
 * @param users users at a time who go through all that an account can
 * @param atOnce how many redeem one code, or write with one count, at once
 */
public record Load(double perSecond, int identities, int users, int atOnce) {
    public static final Load USUAL = new Load(40, 3, 2, 50);

    /** For a look at whether all of it works. */
    public static final Load SMALL = new Load(20, 1, 1, 20);
}
