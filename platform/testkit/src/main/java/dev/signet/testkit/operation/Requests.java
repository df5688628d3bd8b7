package dev.signet.testkit.operation;

import dev.signet.wire.codec.Values;
import dev.signet.wire.model.ServiceModel;
import dev.signet.wire.model.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Makes requests of an operation: what it requires, and what a test wants to be in it. */
final class Requests {
    private final ServedOperation operation;
    private final Map<String, ?> known;

    /** @param known values of members by their name, or by operation and name where one operation wants another */
    Requests(ServedOperation operation, Map<String, ?> known) {
        this.operation = operation;
        this.known = known;
    }

    /** A place in the request where a text can stand. */
    record Place(String path, Function<String, Object> value, SdkField<Object> field) {
        boolean inBody() {
            return field.location() == MarshallLocation.PAYLOAD;
        }
    }

    /** The request with what is required. */
    SdkPojo plain() {
        return Values.build(start());
    }

    /** The request with what is required and one text more, or another one. */
    SdkPojo with(Place place, String text) {
        SdkPojo builder = start();
        place.field().set(builder, place.value().apply(text));
        return Values.build(builder);
    }

    /** The request without one of its required members. */
    SdkPojo without(String member) {
        SdkPojo builder = start();
        fields(builder).filter(field -> field.memberName().equals(member)).forEach(field -> field.set(builder, null));
        return Values.build(builder);
    }

    /** The required members that stand in the body; without one in the path nothing could be sent at all. */
    List<String> requiredInBody() {
        return inputShape().stream()
                .flatMap(shape -> fields(operation.start())
                        .filter(field -> shape.required().contains(field.memberName()))
                        .filter(field -> field.location() == MarshallLocation.PAYLOAD)
                        .map(SdkField::memberName))
                .toList();
    }

    boolean has(String member) {
        return fields(operation.start()).anyMatch(field -> field.memberName().equals(member));
    }

    /** Every place for a text, also within lists, maps and structures. */
    List<Place> places() {
        Optional<Shape> shape = inputShape();
        return fields(operation.start())
                .flatMap(field -> places(field, part(shape, field.memberName()), field.memberName())
                        .map(place -> new Place(place.path(), place.value(), field)))
                .toList();
    }

    /** The place of a member that is a text. */
    Place place(String member) {
        return places().stream()
                .filter(place -> place.path().equals(member))
                .findFirst()
                .orElseThrow();
    }

    private SdkPojo start() {
        return filled(operation.start(), inputShape());
    }

    private Optional<Shape> inputShape() {
        return operation.model().input().map(model()::shape);
    }

    private SdkPojo filled(SdkPojo builder, Optional<Shape> shape) {
        fields(builder)
                .filter(field -> shape.filter(it -> it.required().contains(field.memberName()))
                        .isPresent())
                .forEach(field -> field.set(builder, sample(field, part(shape, field.memberName()))));
        return builder;
    }

    private Stream<Place> places(SdkField<Object> field, Optional<Shape> shape, String path) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> Stream.of(new Place(path, text -> text, field));
            case LIST -> {
                SdkField<Object> item =
                        cast(field.getRequiredTrait(ListTrait.class).memberFieldInfo());
                yield places(item, part(shape, "member"), path + "[]")
                        .map(place -> new Place(
                                place.path(), text -> List.of(place.value().apply(text)), field));
            }
            case MAP -> {
                SdkField<Object> value =
                        cast(field.getRequiredTrait(MapTrait.class).valueFieldInfo());
                String key = key(shape);
                yield Stream.concat(
                        Stream.of(new Place(
                                path + ".key", text -> Map.of(text, sample(value, part(shape, "value"))), field)),
                        places(value, part(shape, "value"), path + "." + key)
                                .map(place -> new Place(
                                        place.path(),
                                        text -> Map.of(key, place.value().apply(text)),
                                        field)));
            }
            case SDK_POJO ->
                fields(field.constructor().get()).flatMap(member -> places(
                                member, part(shape, member.memberName()), path + "." + member.memberName())
                        .map(place -> new Place(
                                place.path(),
                                text -> structure(
                                        field, shape, member, place.value().apply(text)),
                                field)));
            default -> Stream.empty();
        };
    }

    private Object structure(SdkField<Object> field, Optional<Shape> shape, SdkField<Object> member, Object value) {
        SdkPojo builder = filled(field.constructor().get(), shape);
        member.set(builder, value);
        return Values.build(builder);
    }

    private Object sample(SdkField<Object> field, Optional<Shape> shape) {
        // items of lists and values of maps have no name
        String member = String.valueOf(field.memberName());
        Object here = known.get(operation.name() + "." + member);
        Object anywhere = here != null ? here : known.get(member);
        return anywhere != null ? anywhere : invented(field, shape);
    }

    private Object invented(SdkField<Object> field, Optional<Shape> shape) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text(shape);
            case INTEGER -> (int) least(shape);
            case LONG -> least(shape);
            case BOOLEAN -> false;
            case INSTANT -> Instant.EPOCH;
            case SDK_BYTES -> SdkBytes.fromUtf8String("sample");
            case LIST ->
                List.of(sample(cast(field.getRequiredTrait(ListTrait.class).memberFieldInfo()), part(shape, "member")));
            case MAP ->
                Map.of(
                        key(shape),
                        sample(cast(field.getRequiredTrait(MapTrait.class).valueFieldInfo()), part(shape, "value")));
            case SDK_POJO -> Values.build(filled(field.constructor().get(), shape));
            default -> throw new IllegalStateException("No sample for " + field.memberName());
        };
    }

    private String key(Optional<Shape> map) {
        return text(part(map, "key"));
    }

    private static String text(Optional<Shape> shape) {
        return shape.flatMap(it -> it.enumeration().stream().findFirst()).orElseGet(() -> "s"
                .repeat((int) Math.max(6, shape.map(Shape::min).orElse(0L))));
    }

    private static long least(Optional<Shape> shape) {
        return Math.max(1, shape.map(Shape::min).orElse(1L));
    }

    /** The shape of a member, item, key or value; the SDK may know members that are newer than the model. */
    private Optional<Shape> part(Optional<Shape> shape, String name) {
        return shape.map(it -> it.parts().get(name)).map(model()::shape);
    }

    private ServiceModel model() {
        return operation.service();
    }

    private static Stream<SdkField<Object>> fields(SdkPojo pojo) {
        return pojo.sdkFields().stream().map(Requests::cast);
    }

    @SuppressWarnings("unchecked")
    private static SdkField<Object> cast(SdkField<?> field) {
        return (SdkField<Object>) field;
    }
}
