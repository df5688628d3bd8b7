package dev.signet.userpool.quota;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** AWS's categories of operations that are limited together (developer guide, "Quotas in Amazon Cognito"). */
enum Category {
    USER_AUTHENTICATION(QuotaConfig::userAuthentication, "InitiateAuth", "AdminInitiateAuth"),
    CHALLENGE_RESPONSE(
            config -> Math.multiplyExact(3, config.userAuthentication()),
            "RespondToAuthChallenge",
            "AdminRespondToAuthChallenge"),
    USER_CREATION(QuotaConfig::userCreation, "SignUp", "ConfirmSignUp", "AdminCreateUser", "AdminConfirmSignUp"),
    USER_ACCOUNT_RECOVERY(
            QuotaConfig::userAccountRecovery,
            "ForgotPassword",
            "ConfirmForgotPassword",
            "ChangePassword",
            "AdminResetUserPassword",
            "AdminSetUserPassword"),
    USER_READ(QuotaConfig::userRead, "GetUser", "AdminGetUser"),
    USER_UPDATE(
            QuotaConfig::userUpdate,
            "UpdateUserAttributes",
            "VerifyUserAttribute",
            "DeleteUserAttributes",
            "DeleteUser",
            "GlobalSignOut",
            "AdminUpdateUserAttributes",
            "AdminDeleteUserAttributes",
            "AdminDeleteUser",
            "AdminDisableUser",
            "AdminEnableUser",
            "AdminUserGlobalSignOut"),
    USER_TOKEN(QuotaConfig::userToken, "GetTokensFromRefreshToken", "RevokeToken"),
    USER_RESOURCE_READ(QuotaConfig::userResourceRead, "GetUserAttributeVerificationCode", "ResendConfirmationCode"),
    USER_LIST(QuotaConfig::userList, "ListUsers"),
    USER_POOL_READ(QuotaConfig::userPoolRead, "DescribeUserPool", "ListUserPools"),
    USER_POOL_UPDATE(QuotaConfig::userPoolUpdate, "CreateUserPool", "UpdateUserPool", "DeleteUserPool"),
    USER_POOL_RESOURCE_UPDATE(QuotaConfig::userPoolResourceUpdate, "AddCustomAttributes"),
    USER_POOL_CLIENT_READ(QuotaConfig::userPoolClientRead, "DescribeUserPoolClient", "ListUserPoolClients"),
    USER_POOL_CLIENT_UPDATE(
            QuotaConfig::userPoolClientUpdate, "CreateUserPoolClient", "UpdateUserPoolClient", "DeleteUserPoolClient");

    private static final Map<String, Category> BY_OPERATION = Arrays.stream(values())
            .flatMap(category -> category.operations.stream().map(name -> Map.entry(name, category)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final ToIntFunction<QuotaConfig> rate;
    private final Set<String> operations;

    Category(ToIntFunction<QuotaConfig> rate, String... operations) {
        this.rate = rate;
        this.operations = Set.of(operations);
    }

    /** The category of an operation of AWS's name. */
    static Optional<Category> of(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }

    /** Each category's limit, where it has one. */
    static Map<Category, Limit> limits(QuotaConfig config, String scope) {
        return Arrays.stream(values())
                .filter(category -> category.rate.applyAsInt(config) > 0)
                .collect(Collectors.toMap(
                        Function.identity(),
                        category -> Limit.perSecond(scope + category, category.rate.applyAsInt(config))));
    }
}
