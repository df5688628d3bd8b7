package dev.signet.notification.fcm;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Google service account, read from the JSON that Google gives for it. */
record ServiceAccount(String projectId, String clientEmail, PrivateKey key) {
    private static final Pattern PROJECT = Pattern.compile("[a-z0-9.:-]{1,100}");

    /** Empty when {@code json} is not a service account. */
    static Optional<ServiceAccount> parse(String json) {
        try {
            JsonObject account = new JsonObject(json);
            String project = account.getString("project_id", "");
            String email = account.getString("client_email", "");
            if (!PROJECT.matcher(project).matches() || email.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new ServiceAccount(project, email, key(account.getString("private_key", ""))));
        } catch (DecodeException | ClassCastException | GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    @Override
    public String toString() {
        return "ServiceAccount[" + clientEmail + "]";
    }
}
