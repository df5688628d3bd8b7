package dev.signet.chaos.checker;

import dev.signet.chaos.history.Entry.Outbox;
import java.util.stream.Stream;

/** At the end no service has events left to send. */
final class OutboxEmpty implements Rule {
    private final Findings findings = new Findings(Invariant.LEDGER, OutboxEmpty.class);

    @Override
    public Result check(Story story) {
        story.all(Outbox.class)
                .forEach(outbox -> findings.check(
                        outbox.rows() == 0,
                        () -> "%s has %d events left to send".formatted(outbox.service(), outbox.rows()),
                        () -> Stream.of(outbox)));
        return findings.result();
    }
}
