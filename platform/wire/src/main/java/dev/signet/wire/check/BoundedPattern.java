package dev.signet.wire.check;

import java.util.regex.Pattern;

/**
 * A regular expression of an API model that matches whole values in linear time: matching ends with a refusal when it
 * has looked at far more characters than the value has, as only a value made for that purpose needs.
 */
final class BoundedPattern {
    private static final int LOOKS_PER_CHARACTER = 64;
    private static final int LOOKS_AT_LEAST = 4096;

    private final Pattern pattern;

    BoundedPattern(String regex) {
        pattern = Pattern.compile(regex);
    }

    boolean matches(String value) {
        try {
            return pattern.matcher(new Budgeted(value)).matches();
        } catch (BudgetSpent _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class Budgeted implements CharSequence {
        private final String text;
        private int looks;

        Budgeted(String text) {
            this.text = text;
            looks = LOOKS_AT_LEAST + LOOKS_PER_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--looks < 0) {
                throw new BudgetSpent();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class BudgetSpent extends RuntimeException {
        BudgetSpent() {
            super("a match took too long", null, false, false);
        }
    }
}
