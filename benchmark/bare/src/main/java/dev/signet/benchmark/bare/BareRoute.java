package dev.signet.benchmark.bare;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers with a row that one prepared SELECT finds by its primary key. */
@Singleton
class BareRoute {
    private static final String BY_KEY = "select attributes from bare_user where sub = $1";

    private final Pool pool;

    BareRoute(Pool pool) {
        this.pool = pool;
    }

    void mount(@Observes Router router) {
        router.get("/ready").handler(call -> call.response().end());
        router.get("/users/:sub").handler(this::answer);
    }

    private void answer(RoutingContext call) {
        pool.preparedQuery(BY_KEY)
                .execute(Tuple.of(call.pathParam("sub")))
                .subscribe()
                .with(rows -> answer(call, rows), call::fail);
    }

    private static void answer(RoutingContext call, RowSet<Row> rows) {
        if (!rows.iterator().hasNext()) {
            call.response().setStatusCode(404).end();
            return;
        }
        call.response()
                .putHeader("content-type", "application/json")
                .end(rows.iterator().next().getString(0));
    }
}
