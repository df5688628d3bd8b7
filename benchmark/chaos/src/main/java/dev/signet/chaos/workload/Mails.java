package dev.signet.chaos.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the codes that users are mailed, from the mailbox. */
final class Mails {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final URI endpoint;
    private final HttpClient http;
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    Mails(URI endpoint, HttpClient http) {
        this.endpoint = endpoint;
        this.http = http;
    }

    /** The code of a mail that was not read before; empty when none comes in time. */
    Optional<String> nextCode(String address, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        do {
            Optional<String> code = unread(address);
            if (code.isPresent()) {
                return code;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } while (System.nanoTime() < end);
        return Optional.empty();
    }

    private Optional<String> unread(String address) throws InterruptedException {
        URI uri = endpoint.resolve("/mailbox/messages?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? firstUnread(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    /** The newest comes first, and makes those before it worthless. */
    private Optional<String> firstUnread(JsonNode answer) {
        Optional<String> newest = Optional.empty();
        for (JsonNode mail : answer.path("messages")) {
            boolean fresh = read.add(mail.path("messageId").asText());
            Matcher code = CODE.matcher(mail.path("body").asText());
            if (fresh && newest.isEmpty() && code.find()) {
                newest = Optional.of(code.group(1));
            }
        }
        return newest;
    }
}
