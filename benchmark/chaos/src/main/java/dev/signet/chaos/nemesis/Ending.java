package dev.signet.chaos.nemesis;

import java.util.concurrent.Callable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** How a racer's call ended, as far as the racer knows. */
enum Ending {
    WON,
    REFUSED,
    UNKNOWN;

    static Ending of(Callable<?> deed) throws Exception {
        try {
            deed.call();
            return WON;
        } catch (AwsServiceException refused) {
            return refused.statusCode() < 500 ? REFUSED : UNKNOWN;
        } catch (SdkException unknown) {
            return UNKNOWN;
        }
    }
}
