package io.sluice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The log-in page for people who come from a link to one of Sluice's pages: the web apps' own log-in page cannot lead back
 * to a page outside of them. Both make the same session.
 */
@Controller
class SignInPages {

    private static final Logger LOG = LoggerFactory.getLogger(SignInPages.class);

    private final EngineSession session;

    SignInPages(EngineSession session) {
        this.session = session;
    }

    @GetMapping("/")
    RedirectView home() {
        return redirectTo(ReturnAddress.HOME);
    }

    @GetMapping("/sign-in")
    Object page(
            HttpServletRequest request,
            Model model,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "out", required = false) @Nullable String out) {
        if (session.person(request).isPresent()) {
            return redirectTo(ReturnAddress.safe(to));
        }
        model.addAttribute("to", ReturnAddress.safe(to));
        model.addAttribute("loggedOut", out != null);
        return "sign-in";
    }

    @PostMapping("/sign-in")
    Object logIn(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @RequestParam(name = "user", defaultValue = "") String user,
            @RequestParam(name = "password", defaultValue = "") String password,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        if (session.logIn(request, user.strip(), password)) {
            LOG.info("{} logged in", user.strip());
            return redirectTo(ReturnAddress.safe(to));
        }
        LOG.info("A log-in was refused");
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        model.addAttribute("to", ReturnAddress.safe(to));
        model.addAttribute("user", user);
        model.addAttribute("refused", true);
        return "sign-in";
    }

    private static RedirectView redirectTo(String path) {
        RedirectView view = new RedirectView(path, true);
        view.setExpandUriTemplateVariables(false);
        return view;
    }
}
