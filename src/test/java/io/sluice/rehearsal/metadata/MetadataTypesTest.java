package io.sluice.rehearsal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetadataTypesTest {
    @Test
    void every_type_finds_its_own_files_again() {
        assertThat(MetadataTypes.all()).hasSizeGreaterThan(500).allSatisfy(type -> {
            String name =
                    switch (type.shape()) {
                        case FOLDER, FOLDER_COMPANION -> "Shelf/Inner/Thing";
                        case BUNDLE_IN_FOLDER -> "site/Thing";
                        case MODEL_PART -> "Model.Thing";
                        default -> "Thing";
                    };
            String path = type.bundle() ? type.path(name) + "/part.json" : type.path(name);
            assertThat(ComponentPath.of(path)).contains(new ComponentPath(type, name, false, false));
            if (type.companion()) {
                assertThat(ComponentPath.of(path + "-meta.xml")).contains(new ComponentPath(type, name, true, false));
            }
            if (type.inFolder()) {
                assertThat(ComponentPath.of(type.folderPath("Shelf")))
                        .contains(new ComponentPath(type, "Shelf", false, true));
            }
        });
    }

    @Test
    void types_of_one_directory_are_told_apart_by_their_ending() {
        assertThat(typeOf("wave/Sales.wdash")).contains("WaveDashboard");
        assertThat(typeOf("wave/Sales.wdf")).contains("WaveDataflow");
        assertThat(typeOf("wave/Sales.wdpr-meta.xml")).contains("WaveRecipe");
        assertThat(typeOf("moderation/Rude.keywords")).contains("KeywordList");
        assertThat(typeOf("wave/Sales.unknown")).isEmpty();
    }

    @Test
    void folders_bundles_and_models_have_the_names_that_clients_use() {
        assertThat(ComponentPath.of("reports/A/B-meta.xml").orElseThrow().fullName())
                .isEqualTo("A/B");
        assertThat(ComponentPath.of("reports/A/B/R.report").orElseThrow().fullName())
                .isEqualTo("A/B/R");
        assertThat(ComponentPath.of("documents/Logos/mark.png").orElseThrow().fullName())
                .isEqualTo("Logos/mark.png");
        assertThat(ComponentPath.of("experiences/Help.site-meta.xml").orElseThrow())
                .isEqualTo(new ComponentPath(
                        MetadataTypes.named("ExperienceBundle").orElseThrow(), "Help", true, false));
        assertThat(ComponentPath.of("experiences/Help/views/home.json")
                        .orElseThrow()
                        .fullName())
                .isEqualTo("Help");
        assertThat(ComponentPath.of("territory2Models/World/territories/North.territory2")
                        .orElseThrow()
                        .fullName())
                .isEqualTo("World.North");
    }

    private static Optional<String> typeOf(String path) {
        return ComponentPath.of(path).map(at -> at.type().xmlName());
    }
}
