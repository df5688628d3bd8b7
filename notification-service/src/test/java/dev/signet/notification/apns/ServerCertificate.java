package dev.signet.notification.apns;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** The certificate of an APNs server in tests, made with the JDK's keytool. */
final class ServerCertificate {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final KeyStore store;

    ServerCertificate(Path folder) throws Exception {
        this.folder = folder;
        Path file = folder.resolve("apns.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "apns",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(keytool.waitFor()).isZero();
        this.store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    MockApnsServerBuilder server() throws Exception {
        return new MockApnsServerBuilder()
                .setServerCredentials(
                        new X509Certificate[] {(X509Certificate) store.getCertificate("apns")},
                        (PrivateKey) store.getKey("apns", PASSWORD.toCharArray()),
                        null);
    }

    /** A PEM file by which clients trust the server. */
    Path trust() throws Exception {
        Path trust = folder.resolve("trust.pem");
        return Files.writeString(
                trust, pem("CERTIFICATE", store.getCertificate("apns").getEncoded()));
    }

    static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }
}
