package dev.signet.iam.session;

import dev.signet.iam.RoleSession;
import dev.signet.iam.sigv4.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The bytes inside a sealed session token: the session and its secret key, compressed to spare header space. */
final class SessionToken {
    private static final int VERSION = 1;

    private SessionToken() {}

    static byte[] write(SigningKey<RoleSession> key) throws IOException {
        RoleSession session = key.owner();
        var bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeUTF(session.accessKeyId());
            out.writeUTF(key.secret());
            out.writeUTF(session.roleArn());
            out.writeUTF(session.roleId());
            out.writeUTF(session.sessionName());
            out.writeLong(session.expiresAt().getEpochSecond());
            writeList(out, session.sessionPolicies());
            out.writeInt(session.context().size());
            for (Map.Entry<String, List<String>> entry : session.context().entrySet()) {
                out.writeUTF(entry.getKey());
                writeList(out, entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    static SigningKey<RoleSession> read(byte[] token) throws IOException {
        if (token.length == 0 || token[0] != VERSION) {
            throw new IOException("A session token of an unknown version");
        }
        var bytes = new ByteArrayInputStream(token, 1, token.length - 1);
        try (var in = new DataInputStream(new InflaterInputStream(bytes))) {
            String accessKeyId = in.readUTF();
            String secret = in.readUTF();
            String roleArn = in.readUTF();
            String roleId = in.readUTF();
            String sessionName = in.readUTF();
            Instant expiresAt = Instant.ofEpochSecond(in.readLong());
            List<String> policies = readList(in);
            Map<String, List<String>> context = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                context.put(in.readUTF(), readList(in));
            }
            return new SigningKey<>(
                    new RoleSession(accessKeyId, roleArn, roleId, sessionName, expiresAt, policies, context), secret);
        }
    }

    private static void writeList(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readList(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
