package dev.signet.iam.sigv4;

/**
 * The credential that a signature names and the scope it is good for.
 *
 * @param date {@code yyyyMMdd}
 */
record CredentialScope(String accessKeyId, String date, String region, String service, String terminator) {
    static final String TERMINATOR = "aws4_request";

    /** Reads {@code <key id>/<date>/<region>/<service>/aws4_request}. */
    static CredentialScope parse(String credential) {
        String[] parts = credential.split("/", -1);
        if (parts.length != 5 || parts[0].isEmpty()) {
            throw SignatureRefusals.incomplete("Credential must have exactly 5 slash-delimited elements, "
                    + "e.g. keyid/date/region/service/term.");
        }
        return new CredentialScope(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /** The scope as the string to sign holds it. */
    String text() {
        return date + "/" + region + "/" + service + "/" + terminator;
    }
}
