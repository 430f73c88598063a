package io.sluice.web;

import io.sluice.approval.People;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The page of people as JSON, with the same checks. */
@RestController
@RequestMapping("/api/people")
class PeopleApi {

    private final People people;

    PeopleApi(People people) {
        this.people = people;
    }

    @GetMapping
    SortedMap<String, SortedSet<String>> all() {
        return people.all();
    }

    /** Replaces the Salesforce names of a person. */
    @PutMapping("/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void map(@PathVariable("person") String person, @RequestBody Set<String> names, Authentication authentication) {
        Viewer viewer = Viewer.of(authentication);
        viewer.demand(viewer.mayMapPeople(), "Only administrators say which Salesforce names belong to whom.");
        List<String> problems = people.map(person, names, viewer.id());
        if (!problems.isEmpty()) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_ENTITY, String.join(" ", problems));
        }
    }
}
