package dev.signet.local.demo;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A Google service account that Google does not know, for an application that pushes nothing through Google itself. */
public final class GoogleAccount {
    private GoogleAccount() {}

    /** Its JSON, with a fresh key. */
    public static String json() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            String key = Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            String pem = "-----BEGIN PRIVATE KEY-----\\n" + key + "\\n-----END PRIVATE KEY-----\\n";
            return """
                    {"type": "service_account", "project_id": "nobody",
                     "client_email": "push@nobody.iam.gserviceaccount.com", "private_key": "%s"}
                    """.formatted(pem);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
