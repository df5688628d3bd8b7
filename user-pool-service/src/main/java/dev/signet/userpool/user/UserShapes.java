package dev.signet.userpool.user;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Shows users as AWS does. */
public final class UserShapes {
    private UserShapes() {}

    /** A user in a list or fresh from being made, with the attributes that were asked for. */
    public static UserType summary(User user, Predicate<String> wanted) {
        return UserType.builder()
                .username(user.username())
                .attributes(attributes(user, wanted))
                .userCreateDate(user.createdAt())
                .userLastModifiedDate(user.modifiedAt())
                .enabled(user.enabled())
                .userStatus(user.status())
                .build();
    }

    /** A user's attributes with {@code sub}, those that were asked for. */
    public static List<AttributeType> attributes(User user, Predicate<String> wanted) {
        return Stream.concat(Stream.of(Map.entry("sub", user.sub())), user.attributes().values().entrySet().stream())
                .filter(attribute -> wanted.test(attribute.getKey()))
                .map(attribute -> AttributeType.builder()
                        .name(attribute.getKey())
                        .value(attribute.getValue())
                        .build())
                .toList();
    }
}
