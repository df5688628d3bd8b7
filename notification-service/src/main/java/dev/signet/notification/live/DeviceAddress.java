package dev.signet.notification.live;

import dev.signet.iam.AccountConfig;

/** A device of an identity of an identity pool, as a live connection names it. */
record DeviceAddress(String pool, String identity, String device) {
    String arn(AccountConfig account) {
        return "arn:aws:cognito-sync:%s:%s:identitypool/%s/identity/%s/device/%s"
                .formatted(account.region(), account.accountId(), pool, identity, device);
    }
}
