package dev.signet.chaos.fake;

import dev.signet.chaos.fake.Reply.Taken;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Purpose;
import dev.signet.chaos.history.Op.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A user who does all that a user does, again and again, with several clients at once. */
final class FakeUser {
    private static final int USERS = 12;
    private static final int ROUNDS = 6;
    private static final int AT_ONCE = 5;

    private final Simulation run;
    private final String name;
    private final Deque<Runnable> plan = new ArrayDeque<>();
    private String password = "p0";
    private String session = "";
    private int made;

    private FakeUser(Simulation run, String name) {
        this.run = run;
        this.name = name;
    }

    static List<String> names() {
        return IntStream.range(0, USERS).mapToObj(i -> "user-" + i).toList();
    }

    static List<FakeUser> all(Simulation run) {
        return names().stream().map(name -> new FakeUser(run, name)).toList();
    }

    void begin() {
        plan.add(() -> atOnce(2, () -> new Op.SignUp(name, password)));
        plan.add(() -> atOnce(AT_ONCE, () -> new Op.Redeem(name, Purpose.SIGN_UP, "code", null)));
        for (int i = 0; i < ROUNDS; i++) {
            round();
        }
        next();
    }

    private void round() {
        plan.add(this::signIn);
        plan.add(() -> atOnce(3, () -> new Op.UseToken(name, session, Token.ACCESS)));
        plan.add(() -> one(run.chance().oneIn(2) ? new Op.Revoke(name, session) : new Op.SignOut(name, session)));
        plan.add(() -> atOnce(3, () -> new Op.UseToken(name, session, Token.REFRESH)));
        plan.add(this::signIn);
        plan.add(() -> one(new Op.UseToken(name, session, Token.ACCESS)));
        plan.add(this::changePassword);
        plan.add(() -> one(new Op.UseToken(name, session, Token.ACCESS)));
        plan.add(() -> atOnce(2, () -> new Op.SignIn(name, "p0", fresh("session"))));
        plan.add(this::signIn);
        plan.add(this::forgotPassword);
        plan.add(this::signIn);
        plan.add(() -> atOnce(12, () -> new Op.SignIn(name, "wrong", fresh("session"))));
        plan.add(() -> atOnce(12, () -> new Op.SignIn(name, "wrong", fresh("session"))));
        plan.add(() -> run.after(5000, this::next));
    }

    private void signIn() {
        session = fresh("session");
        one(new Op.SignIn(name, password, session));
    }

    private void changePassword() {
        String to = fresh("p");
        String from = password;
        password = to;
        one(new Op.ChangePassword(name, from, to, session));
    }

    private void forgotPassword() {
        String ticket = fresh("code");
        atOnce(AT_ONCE, () -> {
            password = fresh("p");
            return new Op.Redeem(name, Purpose.FORGOT_PASSWORD, ticket, password);
        });
    }

    private String fresh(String what) {
        return what + ++made + "-" + name;
    }

    private void one(Op op) {
        atOnce(1, () -> op);
    }

    private void atOnce(int times, Supplier<Op> op) {
        int[] open = {times};
        for (int i = 0; i < times; i++) {
            Op one = op.get();
            run.call(run.newProcess(), one, reply -> {
                learn(one, reply);
                if (--open[0] == 0) {
                    next();
                }
            });
        }
    }

    /** The password is the one whose setting was acknowledged last. */
    private void learn(Op op, Optional<Reply> reply) {
        if (op instanceof Op.Redeem redeem && redeem.newPassword() != null && reply.orElse(null) instanceof Taken) {
            password = redeem.newPassword();
        }
    }

    private void next() {
        Runnable step = plan.poll();
        if (step != null) {
            run.after(run.chance().upTo(50), step);
        }
    }
}
