package io.sluice.rehearsal.setup;

import io.sluice.rehearsal.http.Call;
import io.sluice.rehearsal.jobs.DeployJob;
import io.sluice.rehearsal.jobs.JobBoard;
import io.sluice.rehearsal.metadata.Component;
import io.sluice.rehearsal.metadata.MetadataPart;
import io.sluice.rehearsal.metadata.MetadataTypes;
import io.sluice.rehearsal.metadata.XmlNode;
import io.sluice.rehearsal.records.RecordProblem;
import io.sluice.rehearsal.records.Records;
import io.sluice.rehearsal.state.OrgState;
import io.sluice.rehearsal.state.Users;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The org's Setup in the browser: look at and edit metadata and records as a developer, and watch deployments. */
public final class SetupPage {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String CSS =
            "body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#1d2733;background:#f5f7fa}"
                    + "header{background:#16325c;color:#fff;padding:12px 24px}header a{color:#cfe0f5;margin-right:18px}"
                    + "h1{font-size:20px;margin:0 0 4px}main{max-width:1080px;margin:20px auto;padding:0 24px}"
                    + "section{background:#fff;border:1px solid #dde3ea;border-radius:8px;padding:14px 18px;margin-bottom:16px}"
                    + "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:4px 8px;border-bottom:1px solid #eef1f5;vertical-align:top}"
                    + "textarea{width:100%;height:480px;font:13px/1.4 monospace}input{padding:6px;min-width:320px}"
                    + "label{display:block;margin:8px 0}button{padding:8px 18px;background:#0b5cab;color:#fff;border:0;border-radius:6px}"
                    + ".bad{color:#a61a14}.good{color:#1c6b32}";

    private final String name;
    private final boolean sandbox;
    private final OrgState state;
    private final MetadataPart metadata;
    private final JobBoard jobs;
    private final Records records;
    private final Users users;
    private final Clock clock;

    public SetupPage(
            String name,
            boolean sandbox,
            OrgState state,
            MetadataPart metadata,
            JobBoard jobs,
            Records records,
            Users users,
            Clock clock) {
        this.name = name;
        this.sandbox = sandbox;
        this.state = state;
        this.metadata = metadata;
        this.jobs = jobs;
        this.records = records;
        this.users = users;
        this.clock = clock;
    }

    /** Answers a page or takes a form. */
    public void handle(Call call) throws IOException {
        boolean post = call.method().equals("POST");
        switch (call.path()) {
            case "/" -> call.html(200, page("Components", state.read(this::components)));
            case "/file" -> {
                if (post) {
                    saveFile(call);
                } else {
                    Map<String, String> q = call.query();
                    String done = q.containsKey("saved") ? "<section class=\"good\">Saved.</section>" : "";
                    call.html(200, file(q.getOrDefault("path", ""), null, done));
                }
            }
            case "/deployments" -> call.html(200, page("Deployments", state.read(this::deployments)));
            case "/records" ->
                call.html(
                        200, page("Records", state.read(() -> rows(call.query().getOrDefault("object", "")))));
            case "/record" -> {
                if (post) {
                    saveRecord(call);
                } else {
                    Map<String, String> q = call.query();
                    call.html(
                            200,
                            state.read(() ->
                                    record(q.getOrDefault("object", ""), q.getOrDefault("id", ""), Map.of(), "")));
                }
            }
            default -> call.html(404, page("Not found", "<p>There is no such page in Setup.</p>"));
        }
    }

    private String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>"
                + esc(title) + " - " + esc(name)
                + "</title><style>" + CSS + "</style></head><body><header><h1>" + esc(name)
                + " Setup</h1><a href=\"/\">Components</a>"
                + "<a href=\"/file\">New file</a><a href=\"/records\">Records</a><a href=\"/deployments\">Deployments</a> "
                + (sandbox ? "Sandbox" : "Production") + ", rehearsal org</header><main><h2>" + esc(title) + "</h2>"
                + body + "</main></body></html>";
    }

    private String components() {
        StringBuilder out = new StringBuilder();
        MetadataTypes.all().forEach(type -> {
            var all = metadata.current().of(type.xmlName());
            if (!all.isEmpty()) {
                out.append("<section><h3>")
                        .append(type.xmlName())
                        .append(" (")
                        .append(all.size())
                        .append(")</h3><table><tr><th>Name</th><th>Last modified</th><th>By</th></tr>");
                for (Component c : all.values()) {
                    out.append("<tr><td>").append(esc(c.fullName())).append("<br>");
                    c.files().keySet().forEach(p -> out.append("<a href=\"/file?path=")
                            .append(url(p))
                            .append("\">")
                            .append(esc(p))
                            .append("</a> "));
                    out.append("</td><td>")
                            .append(MOMENT.format(c.audit().modifiedDate()))
                            .append("</td><td>")
                            .append(esc(users.nameOfId(c.audit().modifiedBy())))
                            .append("</td></tr>");
                }
                out.append("</table></section>");
            }
        });
        return out.length() == 0
                ? "<p>This org has no components yet.</p>"
                : "<p>Everything that this org consists of. Open a file to change it.</p>" + out;
    }

    private String file(String path, String content, String notice) {
        String text = content != null
                ? content
                : state.read(() -> metadata.file(path)
                        .map(b -> new String(b, StandardCharsets.UTF_8))
                        .orElse(""));
        return page(
                path.isEmpty() ? "New file" : path,
                notice + "<section><form method=\"post\" action=\"/file\">"
                        + "<label>File, such as objects/Invoice__c.object <br><input name=\"path\" required value=\""
                        + esc(path) + "\"></label>"
                        + "<label>Content<br><textarea name=\"content\" spellcheck=\"false\">" + esc(text)
                        + "</textarea></label>"
                        + "<label>Your name<br><input name=\"user\" required value=\"Dana Developer\"></label><button>Save</button></form></section>");
    }

    private void saveFile(Call call) throws IOException {
        Map<String, String> form = call.form();
        String path = form.getOrDefault("path", "").strip();
        String content = form.getOrDefault("content", "").replace("\r\n", "\n");
        try {
            state.change(() -> metadata.putFile(
                    path,
                    content.getBytes(StandardCharsets.UTF_8),
                    users.of(form.getOrDefault("user", "")).id(),
                    clock.instant()));
        } catch (IllegalArgumentException e) {
            call.html(400, file(path, content, problem("Nothing was saved. " + e.getMessage())));
            return;
        }
        call.seeOther("/file?saved&path=" + url(path));
    }

    private String deployments() {
        StringBuilder out = new StringBuilder();
        List<DeployJob> all = jobs.deploys();
        for (int i = all.size() - 1; i >= 0; i--) {
            DeployJob job = all.get(i);
            out.append("<section><h3>")
                    .append(job.id())
                    .append(job.options().checkOnly() ? " (validation)" : "")
                    .append(": ")
                    .append(job.status())
                    .append("</h3><p>")
                    .append(esc(job.userName()))
                    .append(", ")
                    .append(MOMENT.format(Instant.ofEpochMilli(job.created())))
                    .append(", ")
                    .append(esc(job.counters().toString()))
                    .append("</p>");
            if (job.errorMessage() != null) {
                out.append("<p class=\"bad\">").append(esc(job.errorMessage())).append("</p>");
            }
            job.failures().forEach(f -> out.append("<p class=\"bad\">")
                    .append(esc(f.componentType() + " " + f.fullName() + ": " + f.problem()))
                    .append("</p>"));
            job.tests().failures().forEach(f -> out.append("<p class=\"bad\">")
                    .append(esc(f.className() + "." + f.methodName() + ": " + f.message()))
                    .append("</p>"));
            job.tests().warnings().forEach(w -> out.append("<p class=\"bad\">")
                    .append(esc(w.message()))
                    .append("</p>"));
            out.append("</section>");
        }
        return all.isEmpty() ? "<p>Nothing was deployed yet.</p>" : out.toString();
    }

    private String rows(String object) {
        StringBuilder out = new StringBuilder("<section>");
        metadata.current().of("CustomObject").keySet().forEach(o -> out.append("<a href=\"/records?object=")
                .append(url(o))
                .append("\">")
                .append(esc(o))
                .append("</a> &nbsp;"));
        out.append("</section>");
        if (object.isEmpty()) {
            return out + "<p>Choose an object.</p>";
        }
        out.append("<section><h3>")
                .append(esc(object))
                .append("</h3><p><a href=\"/record?object=")
                .append(url(object))
                .append("\">New record</a></p><table>");
        records.rows(object).orElse(List.of()).forEach(r -> out.append("<tr><td><a href=\"/record?object=")
                .append(url(object))
                .append("&amp;id=")
                .append(url(String.valueOf(r.get("Id"))))
                .append("\">")
                .append(esc(String.valueOf(r.get("Name"))))
                .append("</a></td><td>")
                .append(esc(String.valueOf(r.get("LastModifiedDate"))))
                .append("</td></tr>"));
        return out + "</table></section>";
    }

    private String record(String object, String id, Map<String, String> typed, String problem) {
        Map<String, Object> row = records.rows(object).orElse(List.of()).stream()
                .filter(r -> id.equals(r.get("Id")))
                .findFirst()
                .orElse(Map.of());
        StringBuilder out = new StringBuilder(problem(problem))
                .append(
                        "<section><form method=\"post\" action=\"/record\"><input type=\"hidden\" name=\"object\" value=\"")
                .append(esc(object))
                .append("\"><input type=\"hidden\" name=\"id\" value=\"")
                .append(esc(id))
                .append("\">");
        fields(object).forEach((field, label) -> {
            Object value = typed.containsKey(field) ? typed.get(field) : row.get(field);
            out.append("<label>")
                    .append(esc(label))
                    .append(" (")
                    .append(esc(field))
                    .append(")<br><textarea style=\"height:2.4em\" name=\"")
                    .append(esc(field))
                    .append("\">")
                    .append(value == null ? "" : esc(String.valueOf(value)))
                    .append("</textarea></label>");
        });
        out.append(
                "<label>Your name<br><input name=\"user\" required value=\"Dana Developer\"></label><button>Save</button></form></section>");
        return page(object + " " + (row.isEmpty() ? "new record" : row.get("Name")), out.toString());
    }

    private Map<String, String> fields(String object) {
        Map<String, String> out = new LinkedHashMap<>();
        metadata.current().find("CustomObject", object).ifPresent(o -> {
            if (!o.root()
                    .child("nameField")
                    .map(n -> n.childText("type").equals("AutoNumber"))
                    .orElse(false)) {
                out.put("Name", "Name");
            }
            for (XmlNode f : o.root().all("fields")) {
                if (f.child("formula").isEmpty() && !f.childText("type").matches("AutoNumber|Summary")) {
                    out.put(f.childText("fullName"), f.childText("label"));
                }
            }
        });
        return out;
    }

    private void saveRecord(Call call) throws IOException {
        Map<String, String> form = call.form();
        String object = form.getOrDefault("object", "");
        String id = form.getOrDefault("id", "");
        String problem = state.change(() -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields(object).keySet().forEach(f -> {
                if (form.containsKey(f)) {
                    fields.put(f, form.get(f).isEmpty() ? null : form.get(f).replace("\r\n", "\n"));
                }
            });
            if (!id.isEmpty()) {
                fields.put("Id", id);
            }
            try {
                saveRecord(
                        object, fields, users.of(form.getOrDefault("user", "")).id());
                return "";
            } catch (RecordProblem e) {
                return e.getMessage();
            }
        });
        if (problem.isEmpty()) {
            call.seeOther("/records?object=" + url(object));
        } else {
            call.html(400, state.read(() -> record(object, id, form, problem)));
        }
    }

    /** Saves a row: found by {@code Id}, else by a filled external id, else new. To be called under the org's lock. */
    public void saveRecord(String object, Map<String, Object> given, String user) throws RecordProblem {
        Map<String, Object> fields = new LinkedHashMap<>(given);
        Object id = fields.remove("Id");
        if (id != null) {
            records.update(object, id.toString(), fields, user);
            return;
        }
        Optional<String> external = metadata.current().find("CustomObject", object).stream()
                .flatMap(o -> o.root().all("fields").stream())
                .filter(f -> f.childText("externalId").equals("true") && fields.get(f.childText("fullName")) != null)
                .map(f -> f.childText("fullName"))
                .findFirst();
        if (external.isPresent()) {
            String value = String.valueOf(fields.remove(external.get()));
            records.upsert(object, external.get(), value, fields, user);
        } else {
            records.create(object, fields, user);
        }
    }

    private static String problem(String text) {
        return text == null || text.isEmpty() ? "" : "<section class=\"bad\">" + esc(text) + "</section>";
    }

    private static String esc(String raw) {
        return XmlNode.escape(raw);
    }

    private static String url(String raw) {
        return URLEncoder.encode(raw, StandardCharsets.UTF_8);
    }
}
