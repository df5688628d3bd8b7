package dev.signet.wire.codec;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** Writes XML as AWS's Query protocol does: elements named after members, no attributes but the namespace. */
public final class XmlWriter {
    private final StringBuilder out = new StringBuilder(512);

    public XmlWriter open(String element) {
        out.append('<').append(element).append('>');
        return this;
    }

    public XmlWriter open(String element, String namespace) {
        out.append('<').append(element).append(" xmlns=\"");
        escape(namespace);
        out.append("\">");
        return this;
    }

    public XmlWriter close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    public XmlWriter text(String element, String text) {
        open(element);
        escape(text);
        return close(element);
    }

    /** The members of a structure, without an element around them. */
    public XmlWriter members(SdkPojo pojo, Plan.Structure plan) {
        for (var member : plan.members()) {
            var value = member.of(pojo);
            if (value != null) {
                value(member.name(), member.plan(), value);
            }
        }
        return this;
    }

    private void value(String element, Plan plan, Object value) {
        switch (plan) {
            case Plan.Scalar _ -> text(element, Scalars.write(value));
            case Plan.Structure structure ->
                open(element).members((SdkPojo) value, structure).close(element);
            case Plan.Sequence sequence -> list(element, sequence, (List<?>) value);
            case Plan.Dictionary dictionary -> map(element, dictionary, (Map<?, ?>) value);
        }
    }

    private void list(String element, Plan.Sequence plan, List<?> items) {
        if (plan.flattened()) {
            items.forEach(item -> value(element, plan.item(), item));
            return;
        }
        open(element);
        items.forEach(item -> value(plan.itemName(), plan.item(), item));
        close(element);
    }

    private void map(String element, Plan.Dictionary plan, Map<?, ?> entries) {
        var entryName = plan.flattened() ? element : "entry";
        if (!plan.flattened()) {
            open(element);
        }
        entries.forEach((key, value) -> {
            open(entryName).text(plan.keyName(), (String) key);
            value(plan.valueName(), plan.value(), value);
            close(entryName);
        });
        if (!plan.flattened()) {
            close(element);
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                // a parser would turn a bare carriage return into a line feed
                case '\r' -> out.append("&#xD;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
