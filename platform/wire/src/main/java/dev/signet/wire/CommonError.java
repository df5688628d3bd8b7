package dev.signet.wire;

/** The errors that AWS answers for every service, with the HTTP status of the JSON protocols and of Query. */
public enum CommonError {
    ACCESS_DENIED("AccessDeniedException", "AccessDenied", 400, 403),
    EXPIRED_TOKEN("ExpiredTokenException", "ExpiredToken", 400, 403),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", "IncompleteSignature", 400, 400),
    INTERNAL_FAILURE("InternalFailure", "InternalFailure", 500, 500),
    INVALID_CLIENT_TOKEN("UnrecognizedClientException", "InvalidClientTokenId", 400, 403),
    INVALID_SIGNATURE("InvalidSignatureException", "SignatureDoesNotMatch", 400, 403),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", "MissingAuthenticationToken", 400, 403),
    NOT_BUILT("NotImplementedException", "NotImplemented", 400, 400),
    REQUEST_TIMEOUT("RequestTimeoutException", "RequestTimeout", 408, 408),
    REQUEST_TOO_LARGE("RequestEntityTooLargeException", "RequestEntityTooLarge", 413, 413),
    SERIALIZATION("SerializationException", "MalformedInput", 400, 400),
    SERVICE_UNAVAILABLE("ServiceUnavailableException", "ServiceUnavailable", 503, 503),
    THROTTLING("ThrottlingException", "Throttling", 400, 400),
    UNKNOWN_OPERATION("UnknownOperationException", "InvalidAction", 400, 400),
    VALIDATION("ValidationException", "ValidationError", 400, 400);

    private final String jsonCode;
    private final String queryCode;
    private final int jsonStatus;
    private final int queryStatus;

    CommonError(String jsonCode, String queryCode, int jsonStatus, int queryStatus) {
        this.jsonCode = jsonCode;
        this.queryCode = queryCode;
        this.jsonStatus = jsonStatus;
        this.queryStatus = queryStatus;
    }

    public String jsonCode() {
        return jsonCode;
    }

    public String queryCode() {
        return queryCode;
    }

    public int jsonStatus() {
        return jsonStatus;
    }

    public int queryStatus() {
        return queryStatus;
    }
}
