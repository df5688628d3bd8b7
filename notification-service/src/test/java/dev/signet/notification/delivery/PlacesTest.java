package dev.signet.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void givesOutWhatIsFreeAndNoMore() {
        var places = new Places(4);

        assertThat(places.take()).isEqualTo(4);
        assertThat(places.filled(4, 3)).isFalse();
        assertThat(places.take()).isEqualTo(1);
    }

    @Test
    void letsOneLookAtATimeAndRemembersTheOthers() {
        var places = new Places(4);
        places.take();

        assertThat(places.take()).isZero();
        assertThat(places.filled(4, 1)).isTrue();
    }

    @Test
    void asksAgainWithEachPlaceThatBecomesFreeWhileMoreMayWait() {
        var places = new Places(2);
        places.take();
        assertThat(places.filled(2, 2)).isFalse();

        assertThat(places.giveBack()).isTrue();
        assertThat(places.take()).isEqualTo(1);
        places.filled(1, 0);
        assertThat(places.giveBack()).isFalse();
    }

    @Test
    void remembersWhoAskedWhileAllWereInUse() {
        var places = new Places(1);
        places.take();
        places.filled(1, 1);

        assertThat(places.take()).isZero();
        assertThat(places.giveBack()).isTrue();
    }
}
