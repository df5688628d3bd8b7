package dev.signet.iam.policy;

/** How many of a key's values must fulfil a condition. */
enum Quantifier {
    /** No prefix: the key has one value. */
    ONE,
    /** {@code ForAnyValue:} at least one, so never when there is none. */
    ANY,
    /** {@code ForAllValues:} every one, so also when there is none. */
    ALL
}
