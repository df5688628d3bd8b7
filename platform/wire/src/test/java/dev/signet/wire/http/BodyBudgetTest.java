package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(100);

    @Test
    void aCrowdIsPutOffAtTheLimitAndServedAgainAfterwards() {
        var first = budget.share();
        var second = budget.share();
        first.take(60);

        assertThatThrownBy(() -> second.take(41))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.error())
                        .isEqualTo(CommonError.SERVICE_UNAVAILABLE));
        second.giveBack();
        second.take(40);

        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void whatIsGivenBackIsGivenBackOnce() {
        var share = budget.share();
        share.take(10);

        share.giveBack();
        share.giveBack();

        assertThat(budget.used()).isZero();
    }
}
