package dev.signet.chaos.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signet.chaos.history.DatasetOp.DatasetRead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client asks of the suite. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "op")
public sealed interface Op permits DatasetOp, AccountOp {
    /** A record as a writer wants it.
     *
     * @param value unique in a history; null removes the record
     * @param knownCount the count that the writer submits as the last it knew
     */
    record Patch(String key, @Nullable String value, long knownCount) {}

    /** UpdateRecords. All values of one call bear its batch.
     *
     * @param device the device that the writer says it is, null when it names none
     */
    record Write(
            DatasetId dataset,
            String batch,
            List<Patch> patches,
            @Nullable String device) implements DatasetOp {}

    /** ListRecords since a count, zero for all. */
    record Read(DatasetId dataset, long since) implements DatasetRead {}

    /** DescribeDataset. */
    record Describe(DatasetId dataset) implements DatasetRead {}

    /** DeleteDataset. Its answer does not tell at which count: only the topic of changes does. */
    record Delete(DatasetId dataset) implements DatasetOp {}

    /** SubscribeToDataset. */
    record Subscribe(DatasetId dataset, String device) implements DatasetOp {}

    /** UnsubscribeFromDataset. */
    record Unsubscribe(DatasetId dataset, String device) implements DatasetOp {}

    /** SignUp. */
    record SignUp(String user, String password) implements AccountOp {}

    /** AdminGetUser. */
    record LookUp(String user) implements AccountOp {}

    /** Uses up something that works once: a mailed code, or the proof for one challenge.
     *
     * @param ticket names the one thing, whoever presents it and however often
     * @param newPassword the password that is set by it, if one is
     */
    record Redeem(
            String user,
            Purpose purpose,
            String ticket,
            @Nullable String newPassword) implements AccountOp {}

    /** A sign-in with a password.
     *
     * @param session names the tokens that come of it
     */
    record SignIn(String user, String password, String session) implements AccountOp {}

    /** ChangePassword, authorised by a session's access token. */
    record ChangePassword(String user, String from, String to, String session) implements AccountOp {}

    /** Uses the tokens of a session. */
    record UseToken(String user, String session, Token token) implements AccountOp {}

    /** RevokeToken with the session's refresh token. */
    record Revoke(String user, String session) implements AccountOp {}

    /** GlobalSignOut, authorised by a session's access token. */
    record SignOut(String user, String session) implements AccountOp {}

    /** What a ticket is for. */
    enum Purpose {
        SIGN_UP,
        FORGOT_PASSWORD,
        SIGN_IN
    }

    /** Which token of a session. */
    enum Token {
        ACCESS,
        REFRESH
    }
}
