package dev.signet.userpool.quota;

import dev.signet.iam.AccountConfig;
import dev.signet.userpool.Refusals;
import dev.signet.wire.IncomingCall;
import dev.signet.wire.Refusal;
import dev.signet.wire.Turnstile;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Lets a request pass while its category and its source address have something left. Categories are counted in Redis
 * alone; what a source uses is also counted in this process, so that guessing stays limited whatever becomes of Redis.
 */
@ApplicationScoped
class LimitedAccess implements Turnstile {
    private static final int MOST_SOURCES = 100_000;

    private final QuotaConfig config;
    private final String scope;
    private final Map<Category, Limit> categories;
    private final SourceAccess sources;
    private final OwnCounts own = new OwnCounts(MOST_SOURCES, () -> System.nanoTime() / 1_000);
    private final SharedCounts shared;
    private final MeterRegistry meters;

    LimitedAccess(QuotaConfig config, AccountConfig account, SharedCounts shared, MeterRegistry meters) {
        this.config = config;
        // in braces: all keys of a script must be on one node of a Redis cluster
        this.scope = "signet:{quota:" + account.accountId() + ":" + account.region() + "}:";
        this.categories = Category.limits(config, scope);
        this.sources = new SourceAccess(config.exemptSources().orElse(List.of()));
        this.shared = shared;
        this.meters = meters;
    }

    @Override
    public Uni<SdkPojo> pass(IncomingCall call, Supplier<Uni<SdkPojo>> operation) {
        if (!config.enabled()) {
            return operation.get();
        }
        Optional<Limit> category = Category.of(call.operation()).map(categories::get);
        Optional<Use> use = SourceUse.of(call.operation(), call.request()).flatMap(kind -> use(kind, call));
        if (use.isPresent() && !own.take(use.get().limit())) {
            throw refusal(call, use.get().kind().name());
        }
        return shared.take(Stream.concat(category.stream(), use.map(Use::limit).stream())
                        .toList())
                .chain(refused ->
                        refused == 0 ? run(operation, use) : refuse(call, category.isPresent(), use, refused));
    }

    /** What one request uses of what its source may do. */
    private record Use(SourceUse kind, Limit limit) {}

    private Optional<Use> use(SourceUse kind, IncomingCall call) {
        int times =
                switch (kind) {
                    case WRONG_GUESS -> config.wrongGuessesPerSource();
                    case MAIL -> config.mailsPerSource();
                };
        return Optional.of(times)
                .filter(limited -> limited > 0)
                .flatMap(_ -> sources.name(call.http().sourceAddress()))
                .map(source -> new Use(kind, Limit.perHour(scope + kind + ":" + source, times)));
    }

    private Uni<SdkPojo> run(Supplier<Uni<SdkPojo>> operation, Optional<Use> use) {
        return use.map(used -> operation
                        .get()
                        .onItem()
                        .invoke(() -> settle(used, used.kind().givesBack(true)))
                        .onFailure()
                        .invoke(failure -> settle(
                                used,
                                !(failure instanceof Refusal) || used.kind().givesBack(false))))
                .orElseGet(operation);
    }

    private void settle(Use used, boolean givesBack) {
        if (givesBack) {
            own.giveBack(used.limit());
            shared.giveBack(used.limit());
        }
    }

    private Uni<SdkPojo> refuse(IncomingCall call, boolean categoryCounted, Optional<Use> use, int refused) {
        use.ifPresent(used -> own.giveBack(used.limit()));
        boolean byCategory = categoryCounted && refused == 1;
        String what = byCategory
                ? Category.of(call.operation()).map(Category::name).orElse("")
                : use.map(used -> used.kind().name()).orElse("");
        throw refusal(call, what);
    }

    private Refusal refusal(IncomingCall call, String what) {
        meters.counter("signet.quotas.refused", "quota", what.toLowerCase(Locale.ROOT))
                .increment();
        boolean mails = what.equals(SourceUse.MAIL.name()) && !call.operation().equals("UpdateUserAttributes");
        return mails ? Refusals.limitExceeded() : Refusals.tooManyRequests();
    }
}
