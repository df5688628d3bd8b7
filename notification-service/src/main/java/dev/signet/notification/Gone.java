package dev.signet.notification;

import org.hibernate.exception.ConstraintViolationException;

/** Tells that what a new row belongs to, an application or an endpoint, was deleted while the row was being made. */
public final class Gone {
    private Gone() {}

    /**
     * Whether a failure says so.
     *
     * @param foreignKey the constraint that names what the row belongs to
     */
    public static boolean is(Throwable failure, String foreignKey) {
        return failure instanceof ConstraintViolationException violation
                && foreignKey.equals(violation.getConstraintName());
    }
}
