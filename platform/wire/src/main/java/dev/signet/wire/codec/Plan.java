package dev.signet.wire.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** How a value of the SDK's model is read and written, worked out once from its {@link SdkField}. */
public sealed interface Plan {
    /** A value without parts. */
    enum Scalar implements Plan {
        STRING,
        INTEGER,
        LONG,
        DOUBLE,
        FLOAT,
        BOOLEAN,
        INSTANT,
        BLOB,
        DOCUMENT
    }

    /**
     * A list.
     *
     * @param itemName what an item is called in forms and XML
     * @param flattened whether the items stand without an element around them
     */
    record Sequence(Plan item, String itemName, boolean flattened) implements Plan {}

    /** A map with strings as keys. */
    record Dictionary(Plan value, String keyName, String valueName, boolean flattened) implements Plan {}

    /** A structure, which is one class of the SDK's model. */
    final class Structure implements Plan {
        private final Supplier<SdkPojo> start;
        private final List<Member> members = new ArrayList<>();
        private final Map<String, Member> payload = new HashMap<>();

        Structure(Supplier<SdkPojo> start) {
            this.start = start;
        }

        void add(Member member) {
            members.add(member);
            if (member.location() == MarshallLocation.PAYLOAD) {
                payload.put(member.name(), member);
            }
        }

        /** An empty builder of the class. */
        public SdkPojo start() {
            return start.get();
        }

        public List<Member> members() {
            return members;
        }

        /** The member that the body calls by this name; members bound to path, query or headers are not in the body. */
        public @Nullable Member inBody(String name) {
            return payload.get(name);
        }
    }

    /** A member of a structure, by the name it has on the wire. */
    record Member(String name, MarshallLocation location, SdkField<Object> field, Plan plan) {
        /** The member's value; null when it is absent. */
        public @Nullable Object of(SdkPojo pojo) {
            return Values.present(field.getValueOrDefault(pojo));
        }

        public void set(SdkPojo builder, Object value) {
            field.set(builder, value);
        }
    }
}
