package dev.signet.userpool.user;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.AppClient;
import dev.signet.userpool.pool.Schema;
import dev.signet.userpool.pool.SchemaAttribute;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who reads or writes a user's attributes: the operator, or a user through an app client with its permissions. */
public final class AttributeWriter {
    private static final Set<String> VERIFIED = Set.of("email_verified", "phone_number_verified");

    private final Predicate<String> readable;
    private final Predicate<String> writable;

    private AttributeWriter(Predicate<String> readable, Predicate<String> writable) {
        this.readable = readable;
        this.writable = writable;
    }

    /** The operator: reads and writes all attributes. */
    public static AttributeWriter operator() {
        return new AttributeWriter(_ -> true, _ -> true);
    }

    /** A user who comes through a client: never writes what says that an address is verified, nor developer-only ones. */
    public static AttributeWriter user(AppClient client, Schema schema) {
        Predicate<String> standard =
                name -> schema.find(name).filter(a -> !a.custom()).isPresent();
        Predicate<String> open = name -> !VERIFIED.contains(name)
                && !name.equals("sub")
                && schema.find(name).filter(SchemaAttribute::developerOnly).isEmpty();
        return new AttributeWriter(
                name -> name.equals("sub") || among(client.settings().readable(), name, standard),
                name -> open.test(name) && among(client.settings().writable(), name, standard));
    }

    private static boolean among(Optional<List<String>> listed, String name, Predicate<String> otherwise) {
        return listed.map(names -> names.contains(name)).orElseGet(() -> otherwise.test(name));
    }

    public boolean reads(String name) {
        return readable.test(name);
    }

    /** Refuses as AWS does when one of the attributes may not be written. */
    public void check(Collection<String> names) {
        if (!names.stream().allMatch(writable)) {
            throw Refusals.unauthorizedAttribute();
        }
    }
}
