package io.sluice.web;

import io.sluice.environment.CredentialDesk;
import io.sluice.environment.Environment;
import io.sluice.environment.PendingAuthorization;
import io.sluice.salesforce.DeployPermission;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.SoapPassword;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * How Sluice logs in to an environment's org: chosen by administrators and release managers. Nothing that was entered is
 * ever shown again.
 */
@Controller
class CredentialPages {

    static final String CALLBACK = "/authorized";

    private static final String PENDING = CredentialPages.class.getName() + ".pending";

    private final CredentialForms forms;
    private final CredentialDesk desk;

    CredentialPages(CredentialForms forms, CredentialDesk desk) {
        this.forms = forms;
        this.desk = desk;
    }

    /** The address that people enter in the app. */
    @ModelAttribute("callback")
    String callback() {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(CALLBACK)
                .toUriString();
    }

    @ModelAttribute("soapWarning")
    String soapWarning() {
        return SoapPassword.WARNING;
    }

    @GetMapping("/environments/{id}/credentials")
    String page(@PathVariable("id") String id, Authentication authentication, Model model) {
        return page(forms.require(id, Viewer.of(authentication)), List.of(), model);
    }

    @PostMapping("/environments/{id}/credentials/key")
    String makeKey(@PathVariable("id") String id, Authentication authentication, RedirectAttributes redirect) {
        forms.makeKey(id, Viewer.of(authentication));
        redirect.addFlashAttribute(
                "done", "The key is made. Download its certificate, upload it to the app, then use the key below.");
        return back(id, redirect);
    }

    /** Saves what was entered, or shows the page again with what is wrong. */
    @PostMapping("/environments/{id}/credentials/{kind}")
    String use(
            @PathVariable("id") String id,
            @PathVariable("kind") String kind,
            CredentialForms.Entered entered,
            @RequestParam(name = "keyFile", required = false) @Nullable MultipartFile keyFile,
            Authentication authentication,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Viewer viewer = Viewer.of(authentication);
        List<String> problems = new ArrayList<>();
        String key = KeyFile.read(keyFile, Objects.requireNonNullElse(entered.privateKey(), ""), problems);
        if (problems.isEmpty()) {
            problems.addAll(forms.use(id, CredentialForms.kind(kind), entered.withPrivateKey(key), viewer));
        }
        if (!problems.isEmpty()) {
            return refused(forms.require(id, viewer), problems, model, response);
        }
        redirect.addFlashAttribute("done", "The credentials are changed. Test the connection next.");
        redirect.addAttribute("id", id);
        return "redirect:/environments/{id}";
    }

    /** Shows the way to the org's own page, where the person authorises Sluice. */
    @PostMapping("/environments/{id}/credentials/web-server")
    String begin(
            @PathVariable("id") String id,
            CredentialForms.Entered entered,
            Authentication authentication,
            HttpSession session,
            Model model,
            HttpServletResponse response) {
        Viewer viewer = Viewer.of(authentication);
        Environment environment = forms.require(id, viewer);
        CredentialDesk.Start start = desk.startAuthorization(
                environment.id(),
                entered.clientId() == null ? "" : entered.clientId(),
                entered.clientSecret() == null ? "" : entered.clientSecret(),
                URI.create(callback()),
                viewer.id());
        if (start instanceof CredentialDesk.Start.Problems problems) {
            return refused(environment, problems.problems(), model, response);
        }
        CredentialDesk.Start.Sent sent = (CredentialDesk.Start.Sent) start;
        session.setAttribute(PENDING, sent.pending());
        model.addAttribute("environment", environment);
        model.addAttribute("address", sent.address().toString());
        model.addAttribute("host", sent.address().getHost());
        return "authorize";
    }

    /** Where the org sends the browser back to. */
    @GetMapping(CALLBACK)
    String authorized(
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "state", defaultValue = "") String state,
            @RequestParam(name = "error", defaultValue = "") String error,
            @RequestParam(name = "error_description", defaultValue = "") String words,
            Authentication authentication,
            HttpSession session,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Viewer viewer = Viewer.of(authentication);
        PendingAuthorization pending = taken(session);
        if (pending == null) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "No authorisation was begun in this session, or it has come back already. Begin it on the"
                            + " environment's credentials page.");
        }
        Environment environment = forms.require(pending.environmentId(), viewer);
        List<String> problems = error.isEmpty()
                ? finished(pending, state, code, viewer)
                : List.of("The org says " + error + ", \"" + words + "\": " + environment.name()
                        + " was not authorised and keeps its credentials.");
        if (!problems.isEmpty()) {
            return refused(environment, problems, model, response);
        }
        redirect.addFlashAttribute("done", "The authorisation is kept. Test the connection next.");
        redirect.addAttribute("id", environment.id());
        return "redirect:/environments/{id}";
    }

    private List<String> finished(PendingAuthorization pending, String state, String code, Viewer viewer) {
        try {
            return desk.finishAuthorization(pending, state, code, viewer.id());
        } catch (OrgException e) {
            return List.of("The org could not be asked: " + e.getMessage());
        }
    }

    /** Each is good for one answer, whatever the answer is. */
    private static @Nullable PendingAuthorization taken(HttpSession session) {
        Object pending = session.getAttribute(PENDING);
        session.removeAttribute(PENDING);
        return pending instanceof PendingAuthorization found ? found : null;
    }

    @GetMapping("/environments/{id}/certificate")
    ResponseEntity<byte[]> certificate(
            @PathVariable("id") String id, @RequestParam(name = "waiting", defaultValue = "false") boolean waiting) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/x-pem-file"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("sluice-" + id + ".crt")
                                .build()
                                .toString())
                .body(forms.certificate(id, waiting));
    }

    @GetMapping("/set-up-guide")
    String guide(Model model) {
        model.addAttribute("permissions", DeployPermission.values());
        return "set-up-guide";
    }

    private String refused(Environment environment, List<String> problems, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(environment, problems, model);
    }

    private String page(Environment environment, List<String> problems, Model model) {
        model.addAttribute("environment", environment);
        model.addAttribute("facts", forms.facts(environment.id()));
        model.addAttribute("problems", problems);
        model.addAttribute("soapOffered", SoapPassword.offeredAt(environment.apiVersion()));
        return "credentials";
    }

    private static String back(String id, RedirectAttributes redirect) {
        redirect.addAttribute("id", id);
        return "redirect:/environments/{id}/credentials";
    }
}
