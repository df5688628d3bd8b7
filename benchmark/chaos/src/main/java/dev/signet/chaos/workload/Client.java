package dev.signet.chaos.workload;

import dev.signet.chaos.history.Answer;
import dev.signet.chaos.history.History;
import dev.signet.chaos.history.Op;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** One who sends one operation after the other, each of which is in the history before it is sent and once it has ended. */
final class Client {
    private final History history;
    private long proc;

    Client(History history) {
        this.history = history;
        this.proc = history.newProcess();
    }

    /** How an operation ended.
     *
     * @param error the error's name, empty when it was taken
     */
    record Outcome<A extends Answer>(Optional<A> answer, String error) {}

    <A extends Answer> Outcome<A> call(Op op, Supplier<A> deed) {
        long call = history.invoke(proc, op);
        try {
            A answer = deed.get();
            history.ok(call, answer);
            return new Outcome<>(Optional.of(answer), "");
        } catch (AwsServiceException e) {
            return isRefusal(e) ? refused(call, e) : unknown(call, e.statusCode() + " " + nameOf(e));
        } catch (SdkException e) {
            return unknown(call, rootOf(e));
        }
    }

    /** A refusal has a name, and says that nothing was done; whatever else the suite says leaves that open. */
    private static boolean isRefusal(AwsServiceException e) {
        return e.statusCode() >= 400
                && e.statusCode() < 500
                && e.statusCode() != 408
                && !nameOf(e).isEmpty();
    }

    private static String nameOf(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }

    private <A extends Answer> Outcome<A> refused(long call, AwsServiceException e) {
        history.fail(
                call,
                nameOf(e),
                Optional.ofNullable(e.awsErrorDetails().errorMessage()).orElse(""));
        return new Outcome<>(Optional.empty(), nameOf(e));
    }

    /** Whoever does not know what became of an operation goes on as somebody else. */
    private <A extends Answer> Outcome<A> unknown(long call, String error) {
        history.info(call, error);
        proc = history.newProcess();
        return new Outcome<>(Optional.empty(), error);
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
