package io.sluice.rehearsal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainXmlTest {
    private static final String FILE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
                <label>Größe &lt; 10 &amp; mehr</label>
                <protected>false</protected>
                <empty/>
                <values><field>Rate__c</field><value xsi:type="xsd:double">1.0</value></values>
                <values><field>Gone__c</field><value xsi:nil="true"/></values>
            </CustomMetadata>
            """;

    @Test
    void what_salesforce_writes_needs_no_second_look() {
        assertThat(PlainXml.surely(bytes(FILE))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a/>text",
                "</a>",
                "<1a/>",
                "<a b='1' b='2'/>",
                "<a>&nbsp;</a>",
                "<a>]]></a>",
                "<a xsi:nil=\"true\"/>",
                "<a>\u0001</a>",
                "<!DOCTYPE a><a/>"
            })
    void what_is_broken_or_uncommon_is_left_to_the_parser(String text) {
        assertThat(PlainXml.surely(bytes(text))).isFalse();
    }

    @Test
    void a_yes_is_never_taken_back_by_the_parser() throws Exception {
        Random random = new Random(7);
        byte[] spare = bytes("<>/&;]\"=: aZ09_\u0000\u00e4\u20ac\n");
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = bytes(FILE);
            for (int n = random.nextInt(3); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = spare[random.nextInt(spare.length)];
            }
            if (PlainXml.surely(changed)) {
                good++;
                XmlNode.parse(changed);
            }
        }
        assertThat(good).as("changes that leave it well-formed").isGreaterThan(500);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
