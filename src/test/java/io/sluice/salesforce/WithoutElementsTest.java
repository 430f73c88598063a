package io.sluice.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithoutElementsTest {

    @ParameterizedTest
    @CsvSource({
        "<a>1</a>, <a>1</a>",
        "<a><x>1</x></a>, <a></a>",
        "<a><x>1</x><x><y/></x>2<x></x></a>, <a>2</a>",
        "<x>1</x>, ''",
        "<a><x>1</x><xyz><x>2</xyz>3<xy/></a>, <a>3<xy/></a>",
        "'', ''",
        "<a><xx>1</xx><<x</a>, <a><xx>1</xx><<x</a>",
        "<a><x>cut off, <a>",
        "<a><p:x>1</p:x><x a='1'>2</x></a>, <a><p:x>1</p:x><x a='1'>2</x></a>"
    })
    void elementIsLeftOut_whereverTheBytesAreParted(String text, String left) throws IOException {
        byte[] bytes = text.replace("''", "").getBytes(StandardCharsets.UTF_8);
        for (int pieces = 1; pieces <= Math.max(1, bytes.length); pieces++) {
            assertThat(new String(
                            new WithoutElements(inPieces(bytes, pieces), List.of("x", "xyz")).readAllBytes(),
                            StandardCharsets.UTF_8))
                    .isEqualTo(left.replace("''", ""));
        }
    }

    @Test
    void elementsLargerThanTheBuffer_areLeftOutToo() throws IOException {
        String large = "<a>" + "y".repeat(50_000) + "<x>" + "z".repeat(100_000) + "</x>" + "w".repeat(40_000) + "</a>";
        InputStream in =
                new WithoutElements(new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)), List.of("x"));
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("<a>" + "y".repeat(50_000) + "w".repeat(40_000) + "</a>");
    }

    private static InputStream inPieces(byte[] bytes, int size) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(size, length));
            }
        };
    }
}
