package dev.signet.events.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class InboxTest {
    @Inject
    Inbox inbox;

    @Inject
    Pool pool;

    private final String consumer = UUID.randomUUID().toString();

    @Test
    void forgetsWhatKafkaDoesNotHoldAnyMoreAndNothingElse() {
        received("old", "31 days", 5_001);
        received("young", "29 days", 3);

        inbox.sweep().await().atMost(Duration.ofSeconds(20));

        assertThat(pool.preparedQuery("select distinct consumer from inbox where consumer like $1 || '%'")
                        .executeAndAwait(Tuple.of(consumer)))
                .extracting(row -> row.getString(0))
                .containsExactly(consumer + "young");
        assertThat(StreamSupport.stream(
                        pool.preparedQuery("select event_id from inbox where consumer = $1")
                                .executeAndAwait(Tuple.of(consumer + "young"))
                                .spliterator(),
                        false))
                .map(Row::size)
                .hasSize(3);
    }

    private void received(String name, String ago, int count) {
        pool.query("""
                        insert into inbox (consumer, event_id, received)
                        select '%s%s', gen_random_uuid(), now() - interval '%s' from generate_series(1, %d)
                        """.formatted(consumer, name, ago, count)).executeAndAwait();
    }
}
