package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestRecordTest {
    private static final String DELETE_USER = "AWSCognitoIdentityProviderService.DeleteUser";

    private final Logger logger = Logger.getLogger("dev.signet");
    private final Lines lines = new Lines();
    private Level before;

    @Inject
    MeterRegistry meters;

    @Singleton
    static class Meters {
        @Produces
        @Singleton
        MeterRegistry simple() {
            return new SimpleMeterRegistry();
        }
    }

    @BeforeEach
    void listen() {
        before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(lines);
        logger.setLevel(before);
    }

    @Test
    void anAnsweredRequestIsOneLineWithNamesStatusAndTime() {
        var answer = TestClients.json(DELETE_USER, "{\"AccessToken\":\"unknown\"}");

        var requestId = answer.headers().firstValue("x-amzn-requestid").orElseThrow();
        assertThat(lines.of(requestId)).singleElement().satisfies(line -> assertThat(line)
                .matches("request=" + requestId + " service=cognito-idp operation=DeleteUser status=400 "
                        + "error=UserNotFoundException ms=\\d+\\.\\d\\d"));
    }

    @Test
    void whatTheClientSentIsNotLogged() {
        TestClients.json(DELETE_USER, "{\"AccessToken\":\"the-token\"}");
        TestClients.json("Somebody.Else", "{\"AccessToken\":\"the-token\"}");
        TestClients.json(DELETE_USER, "{\"AccessToken\":\"the-token");

        assertThat(lines.all).isNotEmpty().noneMatch(line -> line.contains("the-token") || line.contains("Somebody"));
    }

    @Test
    void aBreakdownIsLoggedOnceWithItsRequestId() {
        var answer = TestClients.json(DELETE_USER, "{\"AccessToken\":\"broken\"}");

        var requestId = answer.headers().firstValue("x-amzn-requestid").orElseThrow();
        assertThat(lines.of(requestId)).hasSize(2).first().asString().contains("could not be answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"})
    void aClientThatGoesInMidBodyIsNoFailureOfTheServers(String rest) throws Exception {
        lines.coming.clear();
        lines.all.clear();

        var answer =
                RawClient.leave("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: " + DELETE_USER + "\r\n" + rest);

        assertThat(lines.next(10)).contains("service=none operation=none status=499 error=ClientGone");
        assertThat(answer).doesNotContain("HTTP/1.1 500");
        assertThat(lines.all).noneMatch(line -> line.contains("could not be answered"));
    }

    @Test
    void everyOperationIsTimedByOutcome() {
        var timer = meters.find("signet.requests")
                .tags("operation", "DeleteUser", "status", "200")
                .timer();
        var already = timer == null ? 0 : timer.count();

        TestClients.json(DELETE_USER, "{\"AccessToken\":\"x\"}");

        assertThat(meters.find("signet.requests")
                        .tags("service", "cognito-idp", "operation", "DeleteUser", "status", "200", "error", "none")
                        .timers())
                .extracting(Timer::count)
                .containsExactly(already + 1);
    }

    private static final class Lines extends Handler {
        private final List<String> all = new CopyOnWriteArrayList<>();
        private final BlockingQueue<String> coming = new LinkedBlockingQueue<>();

        String next(int seconds) throws InterruptedException {
            return String.valueOf(coming.poll(seconds, TimeUnit.SECONDS));
        }

        List<String> of(String requestId) {
            return all.stream().filter(line -> line.contains(requestId)).toList();
        }

        @Override
        public void publish(LogRecord record) {
            var line = ExtLogRecord.wrap(record).getFormattedMessage();
            all.add(line);
            coming.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
