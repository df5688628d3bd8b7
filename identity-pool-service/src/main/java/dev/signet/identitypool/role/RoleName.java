package dev.signet.identitypool.role;

/** A role's name and where it stands among others. */
record RoleName(String accountId, String path, String name) {
    String arn() {
        return "arn:aws:iam::" + accountId + ":role" + path + name;
    }
}
