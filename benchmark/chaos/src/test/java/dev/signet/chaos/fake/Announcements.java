package dev.signet.chaos.fake;

import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry.Ledger;
import dev.signet.chaos.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells of changes, on the topic of changes and to devices. */
final class Announcements {
    /** The devices that a push service reaches, one of which leaves datasets and comes back. */
    private static final Set<String> BY_SERVICE = Set.of("ada-device-1", "bob-device-2");

    private final Chance chance;
    private final Agenda agenda;
    private final History history;
    private final List<Ledger> ledger = new ArrayList<>();
    private final Map<DatasetId, Map<String, Long>> subscribers = new LinkedHashMap<>();
    private final Map<DatasetId, Set<String>> former = new HashMap<>();
    private final Map<String, Long> connections = new HashMap<>();
    private int events;

    Announcements(Chance chance, Agenda agenda, History history) {
        this.chance = chance;
        this.agenda = agenda;
        this.history = history;
    }

    void subscribe(String device, DatasetId dataset, long count) {
        Map<String, Long> all = subscribers.computeIfAbsent(dataset, _ -> new LinkedHashMap<>());
        boolean comesBack = former.getOrDefault(dataset, Set.of()).contains(device);
        if (all.putIfAbsent(device, count) == null && comesBack && chance.errs(Flaw.PUSHES_WHAT_CHANGED_WHILE_AWAY)) {
            tell(device, dataset, count);
        }
    }

    void unsubscribe(String device, DatasetId dataset) {
        subscribers.getOrDefault(dataset, new HashMap<>()).remove(device);
        former.computeIfAbsent(dataset, _ -> new TreeSet<>()).add(device);
    }

    void changed(DatasetId dataset, long count, Optional<String> device, boolean deleted) {
        announce(dataset, count, device, deleted);
        subscribers.getOrDefault(dataset, Map.of()).forEach((subscriber, since) -> {
            boolean own = device.equals(Optional.of(subscriber));
            if (count > since && (!own || chance.errs(Flaw.PUSHES_TO_THE_WRITER))) {
                tell(subscriber, dataset, count);
            }
        });
        former.getOrDefault(dataset, Set.of()).stream()
                .filter(one -> !device.equals(Optional.of(one)))
                .filter(one -> !subscribers.getOrDefault(dataset, Map.of()).containsKey(one))
                .filter(_ -> chance.errs(Flaw.PUSHES_AFTER_UNSUBSCRIBING))
                .forEach(one -> tell(one, dataset, count));
    }

    private void announce(DatasetId dataset, long count, Optional<String> device, boolean deleted) {
        if (chance.errs(Flaw.LOSES_AN_EVENT)) {
            return;
        }
        String writer = chance.errs(Flaw.ANNOUNCES_THE_WRONG_DEVICE) ? "nobody" : device.orElse(null);
        Ledger event = new Ledger(0, "event-" + ++events, dataset, count, writer, deleted);
        if (chance.errs(Flaw.ANNOUNCES_OUT_OF_ORDER)) {
            ledger.addFirst(event);
        } else {
            ledger.add(event);
        }
        if (chance.oneIn(50)) {
            ledger.add(event);
        }
        if (chance.errs(Flaw.ANNOUNCES_TWICE)) {
            ledger.add(new Ledger(0, "event-" + ++events, dataset, count, writer, deleted));
        }
    }

    private void tell(String device, DatasetId dataset, long count) {
        boolean byService = BY_SERVICE.contains(device);
        if (chance.errs(Flaw.LOSES_A_PUSH) || byService && chance.errs(Flaw.LOSES_WHAT_A_PUSH_SERVICE_TAKES)) {
            return;
        }
        if (chance.oneIn(30)) {
            reconnect(device);
        }
        int times = chance.errs(Flaw.FLOODS_WITH_DUPLICATES) ? 8 : chance.oneIn(30) ? 2 : 1;
        DatasetId shown = chance.errs(Flaw.PUSHES_A_FOREIGN_IDENTITY)
                ? new DatasetId("identity-of-another", dataset.name())
                : dataset;
        long told = chance.errs(Flaw.PUSHES_WHAT_NEVER_HAPPENED) ? count + 1000 : count;
        for (int i = 0; i < times; i++) {
            if (byService) {
                pushByService(device, dataset.identity(), shown, told);
            } else {
                push(device, dataset.identity(), shown, told);
            }
        }
    }

    /** In no order. */
    private void pushByService(String device, String identity, DatasetId dataset, long count) {
        agenda.after(chance.upTo(20), () -> history.push(device, identity, null, dataset, count));
    }

    /** After at least as long as any push before it, so that counts never fall on a connection. */
    private void push(String device, String identity, DatasetId dataset, long count) {
        agenda.afterOthers(
                device,
                chance.upTo(20),
                () -> history.push(
                        device,
                        identity,
                        connections.computeIfAbsent(device, _ -> history.newConnection()),
                        dataset,
                        count));
    }

    private void reconnect(String device) {
        connections.put(device, history.newConnection());
    }

    /** What somebody reads at the end of the topic, and how much is still to be sent. */
    void recordLedger() {
        ledger.forEach(history::ledger);
        history.outbox("sync", chance.errs(Flaw.LEAVES_EVENTS_BEHIND) ? 3 : 0);
    }
}
