package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DateHeaderTest {
    private final DateHeader date = new DateHeader();

    @Test
    void aDateIsWrittenAsHttpHasIt() {
        assertThat(date.at(784_111_777_999L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void aLaterSecondIsAnotherDate() {
        date.at(784_111_777_999L);

        assertThat(date.at(784_111_778_000L)).isEqualTo("Sun, 06 Nov 1994 08:49:38 GMT");
    }
}
