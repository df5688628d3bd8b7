package dev.signet.iam.policy;

/** Compares one value of a request with one value of a policy. */
@FunctionalInterface
interface ValueTest {
    boolean holds(String actual, RequestContext context);

    /** Prepares a value of a policy for comparison. */
    @FunctionalInterface
    interface Maker {
        /** @param variables whether the policy's version knows variables */
        ValueTest of(String expected, boolean variables) throws PolicyMalformed;
    }
}
