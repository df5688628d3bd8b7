package dev.signet.chaos.history;

/** What a client asks about a user. */
public sealed interface AccountOp extends Op
        permits Op.SignUp, Op.LookUp, Op.Redeem, Op.SignIn, Op.ChangePassword, Op.UseToken, Op.Revoke, Op.SignOut {
    String user();
}
