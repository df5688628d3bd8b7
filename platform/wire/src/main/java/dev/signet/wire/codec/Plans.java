package dev.signet.wire.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;

/** Makes the plans of the SDK's model classes, one per class however often it is used. */
public final class Plans {
    private final Map<Class<?>, Plan.Structure> structures = new HashMap<>();

    /** The plan of a request or response class. */
    public Plan.Structure of(Class<? extends SdkPojo> type) {
        try {
            Method builder = type.getMethod("builder");
            return structure(() -> start(builder));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is no class of the SDK's model", e);
        }
    }

    private static SdkPojo start(Method builder) {
        try {
            return (SdkPojo) builder.invoke(null);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(builder + " gives no builder", e);
        }
    }

    private Plan.Structure structure(Supplier<SdkPojo> start) {
        var example = start.get();
        var known = structures.get(example.getClass());
        if (known != null) {
            return known;
        }
        var structure = new Plan.Structure(start);
        structures.put(example.getClass(), structure);
        example.sdkFields().forEach(field -> structure.add(member(field)));
        return structure;
    }

    @SuppressWarnings("unchecked")
    private Plan.Member member(SdkField<?> field) {
        if (field.containsTrait(PayloadTrait.class)) {
            throw new IllegalArgumentException(field.memberName() + " is a body of its own, which is not supported");
        }
        return new Plan.Member(field.locationName(), field.location(), (SdkField<Object>) field, plan(field));
    }

    private Plan plan(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> Plan.Scalar.STRING;
            case INTEGER -> Plan.Scalar.INTEGER;
            case LONG -> Plan.Scalar.LONG;
            case DOUBLE -> Plan.Scalar.DOUBLE;
            case FLOAT -> Plan.Scalar.FLOAT;
            case BOOLEAN -> Plan.Scalar.BOOLEAN;
            case INSTANT -> Plan.Scalar.INSTANT;
            case SDK_BYTES -> Plan.Scalar.BLOB;
            case DOCUMENT -> Plan.Scalar.DOCUMENT;
            case SDK_POJO -> structure(field.constructor());
            case LIST -> sequence(field.getRequiredTrait(ListTrait.class));
            case MAP -> dictionary(field.getRequiredTrait(MapTrait.class));
            default -> throw new IllegalArgumentException(field.memberName() + " has a type that is not supported");
        };
    }

    private Plan sequence(ListTrait trait) {
        var name = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        return new Plan.Sequence(plan(trait.memberFieldInfo()), name, trait.isFlattened());
    }

    private Plan dictionary(MapTrait trait) {
        return new Plan.Dictionary(
                plan(trait.valueFieldInfo()), trait.keyLocationName(), trait.valueLocationName(), trait.isFlattened());
    }
}
