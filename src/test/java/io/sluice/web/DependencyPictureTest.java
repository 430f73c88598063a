package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.deployment.DeletedUse;
import io.sluice.deployment.Dependency;
import io.sluice.deployment.DependencyResult;
import io.sluice.metadata.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependencyPictureTest {

    private final List<Dependency> needs = new ArrayList<>();
    private final List<DeletedUse> uses = new ArrayList<>();

    @Test
    void what_is_needed_stands_to_the_right_of_who_needs() {
        need("A", "B", Dependency.State.IN_PACKAGE);
        need("B", "C", Dependency.State.IN_TARGET);
        need("A", "C", Dependency.State.IN_TARGET);

        DependencyPicture.Picture picture = picture();

        assertThat(box(picture, "A").x()).isLessThan(box(picture, "B").x());
        assertThat(box(picture, "B").x()).isLessThan(box(picture, "C").x());
        assertThat(picture.arrows()).hasSize(3);
        assertThat(box(picture, "C").state()).isEqualTo("in the target");
    }

    @Test
    void circle_is_drawn_and_ends() {
        need("A", "B", Dependency.State.IN_PACKAGE);
        need("B", "A", Dependency.State.IN_PACKAGE);

        assertThat(picture().arrows()).hasSize(2);
    }

    @Test
    void missing_wins_over_being_in_the_package() {
        need("A", "B", Dependency.State.MISSING);
        need("B", "C", Dependency.State.IN_TARGET);

        assertThat(box(picture(), "B").css()).isEqualTo("missing");
    }

    @Test
    void who_stops_a_deletion_is_shown_with_what_is_deleted() {
        uses.add(new DeletedUse(apex("User"), apex("Old"), DeletedUse.Effect.BLOCKS, "why"));

        assertThat(box(picture(), "User").state()).isEqualTo("stops the deletion");
        assertThat(box(picture(), "Old").css()).isEqualTo("deleted");
    }

    @Test
    void sixty_boxes_stay_single_and_no_two_overlap() {
        for (int i = 0; i < 59; i++) {
            need("A", "B" + i, Dependency.State.IN_TARGET);
        }

        DependencyPicture.Picture picture = picture();

        assertThat(picture.folded()).isFalse();
        assertThat(picture.boxes()).hasSize(60);
        assertThat(picture.boxes().stream().map(box -> box.x() + " " + box.y()).distinct())
                .hasSize(60);
        assertThat(picture.boxes())
                .allMatch(
                        box -> box.x() + box.width() <= picture.width() && box.y() + box.height() <= picture.height());
    }

    @Test
    void more_are_folded_by_type_but_what_is_missing_stays_single() {
        for (int i = 0; i < 500; i++) {
            need("A" + i, "B" + i, Dependency.State.IN_TARGET);
        }
        need("A1", "Gone", Dependency.State.MISSING);

        DependencyPicture.Picture picture = picture();

        assertThat(picture.folded()).isTrue();
        assertThat(picture.boxes())
                .extracting(DependencyPicture.Placed::words)
                .containsExactlyInAnyOrder(
                        "500 of type ApexClass, in the package",
                        "500 of type ApexClass, in the target",
                        "ApexClass:Gone, missing");
    }

    @Test
    void even_what_is_missing_is_folded_where_it_is_too_much() {
        for (int i = 0; i < 500; i++) {
            need("A", "B" + i, Dependency.State.MISSING);
        }

        assertThat(picture().boxes()).hasSize(2);
    }

    private DependencyPicture.Picture picture() {
        return DependencyPicture.of(
                new DependencyResult("DEP-000004", "p", Samples.NOW, List.of(), 0, 0, needs, uses, List.of()));
    }

    private void need(String from, String to, Dependency.State state) {
        needs.add(new Dependency(apex(from), apex(to), "", state, "", Set.of(Dependency.Engine.FILES)));
    }

    private static DependencyPicture.Placed box(DependencyPicture.Picture picture, String name) {
        return picture.boxes().stream()
                .filter(box -> box.title().equals("ApexClass:" + name))
                .findFirst()
                .orElseThrow();
    }

    private static Component apex(String name) {
        return new Component("ApexClass", name);
    }
}
