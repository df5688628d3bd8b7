package dev.signet.userpool.message;

import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;

/** Tells a client where a code went without giving the address away. */
public final class Delivery {
    private Delivery() {}

    /** Of a code mailed to this address, which is shown as {@code a***@e***}. */
    public static CodeDeliveryDetailsType byMail(String email) {
        return CodeDeliveryDetailsType.builder()
                .attributeName("email")
                .deliveryMedium(DeliveryMediumType.EMAIL)
                .destination(masked(email))
                .build();
    }

    private static String masked(String email) {
        int at = email.lastIndexOf('@');
        return firstOf(email) + "***@" + firstOf(email.substring(at + 1)) + "***";
    }

    private static String firstOf(String text) {
        return text.isEmpty() ? "" : Character.toString(text.codePointAt(0));
    }
}
