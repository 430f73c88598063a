package io.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A refusal that nobody turns into an answer would be an error page, or HTML where JSON is expected. */
class EveryControllerIsAnsweredTest {

    @Test
    void every_resource_answers_its_refusals_as_problems() {
        assertThat(ApiProblems.class.getAnnotation(RestControllerAdvice.class).assignableTypes())
                .containsAll(with(RestController.class))
                .isNotEmpty();
    }

    @Test
    void every_page_answers_its_refusals_as_a_page() {
        assertThat(PageRefusals.class.getAnnotation(ControllerAdvice.class).assignableTypes())
                .containsAll(with(Controller.class))
                .isNotEmpty();
    }

    private static List<Class<?>> with(Class<? extends Annotation> annotation) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackagesOf(ApiProblems.class).stream()
                        .filter(each -> each.isAnnotatedWith(annotation))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }
}
