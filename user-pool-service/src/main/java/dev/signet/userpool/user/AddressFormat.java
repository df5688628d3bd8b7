package dev.signet.userpool.user;

import java.util.Optional;
import java.util.regex.Pattern;

/** What counts as an e-mail address and as a phone number (E.164). */
public final class AddressFormat {
    private static final int LONGEST = 256;
    // no white space, control characters, quotes or angle brackets: nothing that could become a second mail header
    private static final Pattern EMAIL = Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}+"
            + "@[\\p{L}\\p{M}\\p{N}-]++(?:\\.[\\p{L}\\p{M}\\p{N}-]++)++");
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+[1-9][0-9]{1,14}");

    private AddressFormat() {}

    public static boolean isEmail(String text) {
        return text.length() <= LONGEST && EMAIL.matcher(text).matches();
    }

    public static boolean isPhoneNumber(String text) {
        return PHONE_NUMBER.matcher(text).matches();
    }

    /** The attribute that an address belongs in: {@code email}, {@code phone_number} or none. */
    public static Optional<String> attributeOf(String address) {
        if (isEmail(address)) {
            return Optional.of(Attributes.EMAIL);
        }
        return isPhoneNumber(address) ? Optional.of(Attributes.PHONE_NUMBER) : Optional.empty();
    }
}
