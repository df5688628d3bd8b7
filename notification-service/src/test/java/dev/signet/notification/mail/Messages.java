package dev.signet.notification.mail;

import dev.signet.events.MessageRequested;
import dev.signet.events.UnitOfWork;
import dev.signet.keyset.Keyset;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Asks for messages as the user pool does. */
@ApplicationScoped
public class Messages {
    private final UnitOfWork unitOfWork;
    private final Keyset keyset;

    Messages(UnitOfWork unitOfWork, Keyset keyset) {
        this.unitOfWork = unitOfWork;
        this.keyset = keyset;
    }

    String send(String address, String body, String code) {
        String id = UUID.randomUUID().toString();
        sendAgain(id, address, body, code);
        return id;
    }

    void sendAgain(String id, String address, String body, String code) {
        MessageRequested message = message(id, "EMAIL", address, body, keyset.sealText(code, MessageRequested.SEAL));
        unitOfWork
                .run(work -> Uni.createFrom().voidItem().invoke(() -> work.publish(message)))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    static MessageRequested message(String id, String medium, String address, String body, String sealedCode) {
        return new MessageRequested(
                id,
                "us-east-1_pool",
                address,
                medium,
                address,
                "SIGN_UP",
                "Your code",
                body,
                sealedCode,
                Instant.now());
    }
}
