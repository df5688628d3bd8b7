package dev.signet.wire.http;

import dev.signet.wire.model.ErrorModel;

/** The refusal of input that breaks a constraint of the API model: the error is the one its service uses for that. */
final class InvalidInput extends RuntimeException {
    private final transient ErrorModel error;

    InvalidInput(ErrorModel error, String complaint) {
        super(complaint, null, false, false);
        this.error = error;
    }

    ErrorModel error() {
        return error;
    }
}
