package dev.signet.notification.mail;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;

/**
 * The page on which a developer reads the mails that were sent, and the same as JSON. Served only where mail is delivered
 * to the mailbox: it shows codes.
 */
@ApplicationScoped
class MailboxEndpoint {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; "
            + "frame-ancestors 'self'; base-uri 'none'; form-action 'self'";

    private final Mailbox mailbox;
    private final MailConfig config;
    private final Template page;

    MailboxEndpoint(Mailbox mailbox, MailConfig config, @Location("mailbox.html") Template page) {
        this.mailbox = mailbox;
        this.config = config;
        this.page = page;
    }

    void register(@Observes Router router) {
        if (config.delivery() == MailConfig.Delivery.MAILBOX) {
            router.route(HttpMethod.GET, "/mailbox*").handler(MailboxEndpoint::addressed);
            router.route(HttpMethod.GET, "/mailbox").handler(this::page);
            router.route(HttpMethod.GET, "/mailbox/messages").handler(this::messages);
        }
    }

    /** PostgreSQL keeps no U+0000. */
    private static void addressed(RoutingContext http) {
        if (destination(http).indexOf('\0') < 0) {
            http.next();
        } else {
            http.fail(400);
        }
    }

    private void page(RoutingContext http) {
        answer(
                http,
                "text/html; charset=utf-8",
                mailbox.newest(destination(http)).chain(mails -> render(http, mails)));
    }

    private Uni<String> render(RoutingContext http, List<Mail> mails) {
        return page.data("mails", mails).data("to", destination(http)).createUni();
    }

    private void messages(RoutingContext http) {
        answer(http, "application/json", mailbox.newest(destination(http)).map(MailboxEndpoint::json));
    }

    private static String json(List<Mail> mails) {
        JsonArray all = new JsonArray();
        mails.forEach(mail -> all.add(new JsonObject()
                .put("messageId", mail.messageId())
                .put("to", mail.destination())
                .put("subject", mail.subject())
                .put("body", mail.body())
                .put("sentAt", mail.sentAt().toString())));
        return new JsonObject().put("messages", all).encode();
    }

    private static String destination(RoutingContext http) {
        return Objects.requireNonNullElse(http.queryParams().get("to"), "");
    }

    private static void answer(RoutingContext http, String type, Uni<String> body) {
        body.subscribe()
                .with(
                        text -> http.response()
                                .putHeader("Content-Type", type)
                                .putHeader("Cache-Control", "no-store")
                                .putHeader("X-Content-Type-Options", "nosniff")
                                .putHeader("Content-Security-Policy", POLICY)
                                .end(text),
                        http::fail);
    }
}
