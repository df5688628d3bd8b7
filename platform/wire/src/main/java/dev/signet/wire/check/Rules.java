package dev.signet.wire.check;

import dev.signet.wire.codec.Plan;
import dev.signet.wire.model.ServiceModel;
import dev.signet.wire.model.Shape;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Compiles the constraints of one service's shapes. */
public final class Rules {
    private final ServiceModel model;
    private final Map<String, BoundedPattern> patterns = new HashMap<>();

    public Rules(ServiceModel model) {
        this.model = model;
    }

    /** The check of the operation input that has this shape and plan. */
    public InputCheck check(String shape, Plan.Structure plan) {
        return new InputCheck(structure(model.shape(shape), plan));
    }

    private Rule.Structure structure(Shape shape, Plan.Structure plan) {
        var members =
                plan.members().stream().map(member -> member(shape, member)).toList();
        return new Rule.Structure(members, shape.sensitive());
    }

    private Rule.Member member(Shape owner, Plan.Member member) {
        var name = member.field().memberName();
        var shape = owner.parts().get(name);
        // the SDK may know members that are newer than the model
        var rule = shape == null ? new Rule.Anything(true) : rule(model.shape(shape), member.plan());
        return new Rule.Member(lowerFirst(name), owner.required().contains(name), member.field(), rule);
    }

    private Rule rule(Shape shape, Plan plan) {
        var range = new Rule.Range(shape.min(), shape.max());
        return switch (plan) {
            case Plan.Structure structure -> structure(shape, structure);
            case Plan.Sequence sequence ->
                new Rule.Sequence(range, rule(part(shape, "member"), sequence.item()), shape.sensitive());
            case Plan.Dictionary dictionary ->
                new Rule.Dictionary(
                        range,
                        rule(part(shape, "key"), Plan.Scalar.STRING),
                        rule(part(shape, "value"), dictionary.value()),
                        shape.sensitive());
            case Plan.Scalar scalar ->
                switch (scalar) {
                    case STRING, BLOB -> text(shape, range);
                    case INTEGER, LONG -> new Rule.Number(range, shape.sensitive());
                    default -> new Rule.Anything(shape.sensitive());
                };
        };
    }

    private Shape part(Shape shape, String part) {
        var name = shape.parts().get(part);
        if (name == null) {
            throw new IllegalStateException("a shape of " + model.signingName() + " lacks its " + part);
        }
        return model.shape(name);
    }

    private Rule text(Shape shape, Rule.Range length) {
        var pattern = shape.pattern().map(regex -> patterns.computeIfAbsent(regex, BoundedPattern::new));
        return new Rule.Text(length, pattern, shape.enumeration(), shape.sensitive());
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
