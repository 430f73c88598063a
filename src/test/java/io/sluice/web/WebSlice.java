package io.sluice.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.sluice.approval.Approvals;
import io.sluice.approval.People;
import io.sluice.change.ChangeRequests;
import io.sluice.change.Families;
import io.sluice.change.Overlaps;
import io.sluice.change.ScopeAdvice;
import io.sluice.compare.ComparisonDesk;
import io.sluice.compare.Comparisons;
import io.sluice.compare.ItemDifferences;
import io.sluice.deployment.Analyses;
import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.DeploymentLogs;
import io.sluice.deployment.DeploymentStarts;
import io.sluice.deployment.Deployments;
import io.sluice.deployment.EnvironmentPreparation;
import io.sluice.deployment.Irreversible;
import io.sluice.deployment.Rehearsals;
import io.sluice.deployment.Rollbacks;
import io.sluice.deployment.ScopeAdditions;
import io.sluice.environment.Connections;
import io.sluice.environment.CredentialDesk;
import io.sluice.environment.Environments;
import io.sluice.evidence.Evidence;
import io.sluice.inventory.Inventories;
import io.sluice.process.ChangeProcesses;
import io.sluice.process.RollbackProcesses;
import io.sluice.process.ScopeTasks;
import io.sluice.process.StartWaits;
import io.sluice.remotejob.JobRepairs;
import io.sluice.remotejob.RemoteJobKind;
import io.sluice.remotejob.RemoteJobs;
import io.sluice.sync.Board;
import io.sluice.sync.Sync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.configuration.SpringDocSecurityConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** The real pages over fake rooms: Spring MVC, Thymeleaf, and Spring Security's log-in and forgery check. */
final class WebSlice {

    final FakeRooms rooms = new FakeRooms();
    private final MockMvc mvc;
    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();

    WebSlice() {
        context.setServletContext(new MockServletContext());
        settings(context.getEnvironment().getPropertySources());
        context.addBeanFactoryPostProcessor(factory -> factory.registerSingleton("fakeRooms", rooms));
        context.register(Pages.class);
        context.refresh();
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .addFilters(context.getBean("springSecurityFilterChain", jakarta.servlet.Filter.class))
                .build();
    }

    /** Of the application's own settings those that say how its API is described. */
    private static void settings(MutablePropertySources sources) {
        try {
            new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yaml"))
                    .forEach(source -> {
                        Map<String, Object> described = new TreeMap<>();
                        ((Map<?, ?>) source.getSource()).forEach((key, value) -> {
                            if (key.toString().startsWith("springdoc.")) {
                                described.put(key.toString(), value);
                            }
                        });
                        sources.addLast(new OriginTrackedMapPropertySource("described", described));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Opens a page as somebody who is in these groups. */
    ResultActions open(String address, String person, String... groups) throws Exception {
        return mvc.perform(get(java.net.URI.create(address)).session(session(person, groups)));
    }

    ResultActions perform(MockHttpServletRequestBuilder request, String person, String... groups) throws Exception {
        return mvc.perform(request.session(session(person, groups)));
    }

    /** A further request of a session that another request began. */
    ResultActions again(MockHttpServletRequestBuilder request, MockHttpSession session) throws Exception {
        return mvc.perform(request.session(session));
    }

    /** Sends a form as the page does: with the token that proves where it comes from. */
    ResultActions send(AbstractMockHttpServletRequestBuilder<?> request, String person, String... groups)
            throws Exception {
        MockHttpSession session = session(person, groups);
        String page = mvc.perform(get("/environments").session(session))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return mvc.perform(request.session(session).header("X-CSRF-TOKEN", token(page)));
    }

    ResultActions anonymously(String address) throws Exception {
        return mvc.perform(get(address));
    }

    static MockHttpServletRequestBuilder form(String address) {
        return post(address);
    }

    static MockHttpServletRequestBuilder part(String address) {
        return post(address).header("HX-Request", "true");
    }

    /** The token as htmx takes it from the page. */
    static String token(String page) {
        String headers = page.replace("&quot;", "\"");
        int start = headers.indexOf("{\"X-CSRF-TOKEN\":\"") + "{\"X-CSRF-TOKEN\":\"".length();
        return headers.substring(start, headers.indexOf('"', start));
    }

    private static MockHttpSession session(String person, String... groups) {
        MockHttpSession session = new MockHttpSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                        person,
                        null,
                        Arrays.stream(groups).map(SimpleGrantedAuthority::new).toList())));
        return session;
    }

    /** The room web, and what Spring Boot puts around it. */
    @TestConfiguration
    @EnableWebSecurity
    @ComponentScan(basePackageClasses = ChangePages.class, excludeFilters = @ComponentScan.Filter(Configuration.class))
    @ImportAutoConfiguration({
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        ThymeleafAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        SpringDocConfiguration.class,
        SpringDocConfigProperties.class,
        SpringDocSecurityConfiguration.class,
        SpringDocWebMvcConfiguration.class
    })
    @Import(ApiDescription.class)
    static class Pages {

        @Bean
        SecurityFilterChain filters(HttpSecurity security) throws Exception {
            return security.authorizeHttpRequests(
                            requests -> requests.anyRequest().permitAll())
                    .headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()))
                    .build();
        }

        @Bean
        Clock clock() {
            return Clock.fixed(Samples.NOW, ZoneOffset.UTC);
        }

        @Bean
        ChangeRequests changeRequests(FakeRooms rooms) {
            return rooms.changeRequests();
        }

        @Bean
        Families families(FakeRooms rooms) {
            return rooms.familiesRoom();
        }

        @Bean
        Environments environments(FakeRooms rooms) {
            return rooms.environmentsRoom();
        }

        @Bean
        Connections connections(FakeRooms rooms) {
            return rooms.connections();
        }

        @Bean
        CredentialDesk credentialDesk(FakeRooms rooms) {
            return rooms.credentialDesk();
        }

        @Bean
        Approvals approvals(FakeRooms rooms) {
            return rooms.approvals();
        }

        @Bean
        People people(FakeRooms rooms) {
            return rooms.peopleRoom();
        }

        @Bean
        Comparisons comparisons(FakeRooms rooms) {
            return rooms.compared.comparisons();
        }

        @Bean
        ItemDifferences itemDifferences(FakeRooms rooms) {
            return rooms.compared.differences();
        }

        @Bean
        ComparisonDesk comparisonDesk(FakeRooms rooms) {
            return rooms.compared.desk();
        }

        @Bean
        Deployments deployments(FakeRooms rooms) {
            return rooms.deploymentsRoom();
        }

        @Bean
        ChangePaths changePaths(FakeRooms rooms) {
            return rooms.changePaths();
        }

        @Bean
        Rollbacks rollbacks(FakeRooms rooms) {
            return rooms.rollback.rollbacks();
        }

        @Bean
        Rehearsals rehearsals(FakeRooms rooms) {
            return rooms.rollback.rehearsals();
        }

        @Bean
        Irreversible irreversible(FakeRooms rooms) {
            return rooms.rollback.irreversible();
        }

        @Bean
        RollbackProcesses rollbackProcesses(FakeRooms rooms) {
            return rooms.rollback.processes();
        }

        @Bean
        DeploymentLogs deploymentLogs(FakeRooms rooms) {
            return rooms.deploymentLogs();
        }

        @Bean
        RemoteJobs remoteJobs(FakeRooms rooms) {
            return rooms.remoteJobs();
        }

        @Bean
        JobRepairs jobRepairs(FakeRooms rooms) {
            return rooms.jobRepairs();
        }

        @Bean
        RemoteJobKind compare() {
            return FakeRooms.kind("compare", false);
        }

        @Bean
        RemoteJobKind validate() {
            return FakeRooms.kind("validate", true);
        }

        @Bean
        RemoteJobKind deploy() {
            return FakeRooms.kind("deploy", true);
        }

        @Bean
        EnvironmentPreparation preparation(FakeRooms rooms) {
            return rooms.preparation();
        }

        @Bean
        Overlaps overlaps(FakeRooms rooms) {
            return rooms.overlaps();
        }

        @Bean
        ScopeTasks scopeTasks(FakeRooms rooms) {
            return rooms.scopeTasks();
        }

        @Bean
        ScopeAdvice scopeAdvice(FakeRooms rooms) {
            return rooms.scopeAdvice();
        }

        @Bean
        Inventories inventories(FakeRooms rooms) {
            return rooms.inventories();
        }

        @Bean
        Sync sync(FakeRooms rooms) {
            return rooms.sync();
        }

        @Bean
        Analyses analyses(FakeRooms rooms) {
            return rooms.analyses();
        }

        @Bean
        ScopeAdditions additions(FakeRooms rooms) {
            return rooms.additions();
        }

        @Bean
        Board board(FakeRooms rooms) {
            return rooms.board();
        }

        @Bean
        Evidence evidence(FakeRooms rooms) {
            return rooms.evidence();
        }

        @Bean
        DeploymentStarts starts(FakeRooms rooms) {
            return rooms.starts();
        }

        @Bean
        StartWaits startWaits(FakeRooms rooms) {
            return rooms.startWaits();
        }

        @Bean
        ChangeProcesses processes(FakeRooms rooms) {
            return rooms.processes();
        }
    }
}
