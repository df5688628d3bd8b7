package dev.signet.userpool.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.keyset.Keyset;
import dev.signet.userpool.crypto.TestWorkers;
import dev.signet.userpool.srp.SrpIdentity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
    private static final SrpIdentity ALICE = new SrpIdentity("abc", "alice");
    private static Passwords passwords;

    @BeforeAll
    static void makePasswords(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keyset.json");
        Keyset.create(file);
        passwords = new Passwords(Keyset.load(file), TestWorkers.create());
    }

    @Test
    void knowsTheRightPasswordFromAWrongOne() {
        HashedPassword stored = hash("Pässw0rd! with spaces");

        assertThat(matches(stored, "Pässw0rd! with spaces")).isTrue();
        assertThat(matches(stored, "Passw0rd! with spaces")).isFalse();
        assertThat(matches(stored, "")).isFalse();
    }

    @Test
    void usesTheParametersThatOwaspAsksFor() {
        assertThat(hash("secret").argon2()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void neverMatchesForAUserWithoutAPassword() {
        assertThat(matches(null, "")).isFalse();
        assertThat(matches(null, "anything")).isFalse();
    }

    @Test
    void worksAsHardForAUserWithoutAPassword() {
        HashedPassword stored = hash("secret");

        assertThat(work(null)).isGreaterThan(work(stored) / 2);
    }

    /** The least processor time that a wrong password costs the workers, in nanoseconds. */
    private static long work(@Nullable HashedPassword stored) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = workersTime();
            matches(stored, "wrong");
            least = Math.min(least, workersTime() - before);
        }
        return least;
    }

    private static long workersTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("crypto-"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    @Test
    void sealsTheVerifierForItsUserAlone() {
        HashedPassword stored = hash("secret");

        assertThat(passwords.srpVerifier(ALICE, stored).verifier()).isPositive();
        assertThatThrownBy(() -> passwords.srpVerifier(new SrpIdentity("abc", "bob"), stored))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsSecretsOutOfItsText() {
        assertThat(hash("secret").toString()).doesNotContain("argon2").doesNotContain("secret");
    }

    private static HashedPassword hash(String password) {
        return passwords.hash("abc", "alice", password).await().indefinitely();
    }

    private static boolean matches(HashedPassword stored, String password) {
        return passwords.matches(Optional.ofNullable(stored), password).await().indefinitely();
    }
}
