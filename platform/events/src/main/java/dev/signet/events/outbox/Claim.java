package dev.signet.events.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys that one transaction alone may send for until it ends.
 *
 * @param rows the oldest unsent rows of each claimed key, in order
 * @param elsewhere keys that another process is sending for right now
 */
record Claim(Map<OrderKey, List<OutboxRow>> rows, List<OrderKey> elsewhere) {
    static Claim of(List<OrderKey> keys, List<Boolean> held, List<OutboxRow> waiting) {
        Map<OrderKey, List<OutboxRow>> rows = new LinkedHashMap<>();
        List<OrderKey> elsewhere = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (held.get(i)) {
                rows.put(keys.get(i), new ArrayList<>());
            } else {
                elsewhere.add(keys.get(i));
            }
        }
        for (OutboxRow row : waiting) {
            List<OutboxRow> ofKey = rows.get(row.orderKey());
            if (ofKey != null) {
                ofKey.add(row);
            }
        }
        return new Claim(rows, elsewhere);
    }
}
