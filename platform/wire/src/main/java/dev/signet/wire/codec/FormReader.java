package dev.signet.wire.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Reads a Query request's parameters into a structure. */
public final class FormReader {
    private FormReader() {}

    public static SdkPojo read(Form form, Plan.Structure plan) {
        return structure(form.root(), plan);
    }

    private static SdkPojo structure(Form.Node node, Plan.Structure plan) {
        var builder = plan.start();
        for (var member : plan.members()) {
            var child = node.child(member.name());
            if (child != null) {
                member.set(builder, value(child, member.plan()));
            }
        }
        return Values.build(builder);
    }

    private static Object value(Form.Node node, Plan plan) {
        return switch (plan) {
            case Plan.Scalar scalar -> Scalars.parse(scalar, required(node.value()));
            case Plan.Structure structure -> structure(node, structure);
            case Plan.Sequence sequence -> list(node, sequence);
            case Plan.Dictionary dictionary -> map(node, dictionary);
        };
    }

    private static List<Object> list(Form.Node node, Plan.Sequence plan) {
        var items = plan.flattened() ? node : node.child(plan.itemName());
        // an empty list is sent as its bare name
        return items == null
                ? List.of()
                : items.numbered().stream()
                        .map(item -> value(item, plan.item()))
                        .toList();
    }

    private static Map<String, Object> map(Form.Node node, Plan.Dictionary plan) {
        var map = new LinkedHashMap<String, Object>();
        var entries = plan.flattened() ? node : node.child("entry");
        if (entries != null) {
            for (var entry : entries.numbered()) {
                var key = entry.child(plan.keyName());
                var value = entry.child(plan.valueName());
                if (key == null || value == null) {
                    throw Malformed.because("A map's entry lacks its key or value");
                }
                if (map.putIfAbsent(required(key.value()), value(value, plan.value())) != null) {
                    throw Malformed.because("A map's key is given twice");
                }
            }
        }
        return map;
    }

    private static String required(@Nullable String value) {
        if (value == null) {
            throw Malformed.cannotBe("A structure", "a String");
        }
        return value;
    }
}
