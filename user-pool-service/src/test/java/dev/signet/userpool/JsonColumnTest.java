package dev.signet.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonColumnTest {
    record Colour(String name) {}

    private static final class Forgetting extends JsonColumn<Colour> {
        Forgetting() {
            super(Colour.class);
        }
    }

    private static final class Remembering extends JsonColumn<Colour> {
        Remembering() {
            super(Colour.class, 2);
        }
    }

    @Test
    void aValueThatIsRememberedIsReadOnce() {
        JsonColumn<Colour> column = new Remembering();

        Colour first = column.convertToEntityAttribute("{\"name\":\"red\"}");

        assertThat(first).isEqualTo(new Colour("red"));
        assertThat(column.convertToEntityAttribute("{\"name\":\"red\"}")).isSameAs(first);
    }

    @Test
    void anotherTextIsAnotherValue() {
        JsonColumn<Colour> column = new Remembering();
        column.convertToEntityAttribute("{\"name\":\"red\"}");

        assertThat(column.convertToEntityAttribute("{\"name\":\"blue\"}")).isEqualTo(new Colour("blue"));
    }

    @Test
    void noMoreAreRememberedThanWereAskedFor() {
        JsonColumn<Colour> column = new Remembering();
        Colour first = column.convertToEntityAttribute("{\"name\":\"red\"}");
        column.convertToEntityAttribute("{\"name\":\"blue\"}");
        column.convertToEntityAttribute("{\"name\":\"green\"}");

        assertThat(column.convertToEntityAttribute("{\"name\":\"red\"}"))
                .isEqualTo(first)
                .isNotSameAs(first);
    }

    @Test
    void withoutANumberNothingIsRemembered() {
        JsonColumn<Colour> column = new Forgetting();
        Colour first = column.convertToEntityAttribute("{\"name\":\"red\"}");

        assertThat(column.convertToEntityAttribute("{\"name\":\"red\"}"))
                .isEqualTo(first)
                .isNotSameAs(first);
    }
}
