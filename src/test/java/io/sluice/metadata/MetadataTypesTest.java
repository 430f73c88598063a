package io.sluice.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetadataTypesTest {

    @Test
    void theTableIsBroadAndEachTypeSaysWhereItLies() {
        assertThat(MetadataTypes.all()).hasSizeGreaterThan(180).allSatisfy(type -> {
            assertThat(type.folder()).isNotBlank();
            assertThat(type.isChild()).isEqualTo(type.childTag() != null);
        });
    }

    @Test
    void anObjectsChildrenAreFoundByTheirElement() {
        assertThat(MetadataTypes.childrenOf("CustomObject"))
                .extracting(MetadataType::childTag)
                .contains("fields", "recordTypes", "validationRules", "listViews", "webLinks", "compactLayouts");
    }

    @Test
    void marksOfTheTableAreRead() {
        assertThat(MetadataTypes.find("Document")).get().satisfies(type -> {
            assertThat(type.inFolder()).isTrue();
            assertThat(type.metaCompanion()).isTrue();
            assertThat(type.suffix()).isNull();
        });
        assertThat(MetadataTypes.find("LightningComponentBundle")).get().matches(MetadataType::bundle);
        assertThat(MetadataTypes.find("apexclass")).isEmpty();
    }
}
