package io.sluice.web;

import io.sluice.approval.People;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which Salesforce names belong to which person: read by every role, stated by administrators. */
@Controller
@RequestMapping("/people")
class PeoplePages {

    private final People people;

    PeoplePages(People people) {
        this.people = people;
    }

    @GetMapping
    String list(Model model) {
        return list("", "", List.of(), model);
    }

    /** Replaces a person's names; refused as a whole where something is wrong, and what was typed stays. */
    @PostMapping
    String map(
            @RequestParam(name = "person", defaultValue = "") String person,
            @RequestParam(name = "names", defaultValue = "") String names,
            Authentication authentication,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Viewer viewer = Viewer.of(authentication);
        viewer.demand(viewer.mayMapPeople(), "Only administrators say which Salesforce names belong to whom.");
        Set<String> each = names.lines().collect(Collectors.toSet());
        List<String> problems = people.map(person.strip(), each, viewer.id());
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return list(person, names, problems, model);
        }
        redirect.addFlashAttribute("done", "The Salesforce names of " + person.strip() + " are saved.");
        return "redirect:/people";
    }

    private String list(String person, String names, List<String> problems, Model model) {
        model.addAttribute("people", people.all());
        model.addAttribute("person", person);
        model.addAttribute("names", names);
        model.addAttribute("problems", problems);
        return "people";
    }
}
