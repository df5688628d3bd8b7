package dev.signet.iam;

/** The operator of this installation, the account's root: may do everything. */
public record Operator(String accountId, String accessKeyId) implements Principal {
    public String arn() {
        return "arn:aws:iam::" + accountId + ":root";
    }
}
