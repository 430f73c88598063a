package io.sluice.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.metadata.Manifest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** A logged-in connection: each call goes to the part that speaks its protocol. */
final class RealOrg implements OrgConnection {

    private final OrgIdentity identity;
    private final String apiVersion;
    private final RestApi rest;
    private final SoapApi soap;
    private final Listing listing;
    private final RetrieveStatus status;
    private final ZipDownload download;
    private final DeployUpload upload;

    RealOrg(OrgIdentity identity, String apiVersion, OrgSession session, RestApi rest, SalesforceSettings settings) {
        this.identity = identity;
        this.apiVersion = apiVersion;
        this.rest = rest;
        this.soap = new SoapApi(session, settings, apiVersion);
        SoapStream stream = new SoapStream(session, settings, apiVersion);
        this.listing = new Listing(soap, stream, apiVersion);
        this.status = new RetrieveStatus(stream);
        this.download = new ZipDownload(session, stream);
        this.upload = new DeployUpload(session, settings, apiVersion);
    }

    @Override
    public OrgIdentity identity() {
        return identity;
    }

    @Override
    public String apiVersion() {
        return apiVersion;
    }

    @Override
    public OrgReadiness readiness() {
        Map<DeployPermission, Boolean> told = new EnumMap<>(DeployPermission.class);
        String unknown = null;
        try {
            told = permissions();
        } catch (OrgBusyException busy) {
            throw busy;
        } catch (OrgException e) {
            if (Refusals.isFault(e.code())) {
                throw e;
            }
            unknown = e.getMessage();
        }
        Set<DeployPermission> held = EnumSet.noneOf(DeployPermission.class);
        told.forEach((permission, has) -> {
            if (has) {
                held.add(permission);
            }
        });
        JsonNode calls = calls();
        return new OrgReadiness(
                List.copyOf(held),
                unknown == null ? OrgReadiness.missing(held) : List.of(),
                unknown,
                calls.has("Remaining") ? calls.path("Remaining").asInt() : null,
                calls.has("Max") ? calls.path("Max").asInt() : null);
    }

    /** The object has one row, about whoever asks. */
    private Map<DeployPermission, Boolean> permissions() {
        String fields = Arrays.stream(DeployPermission.values())
                .map(DeployPermission::field)
                .collect(Collectors.joining(", "));
        List<JsonNode> rows = rest.query(
                "Asking for the user's permissions", data("/query"), "SELECT " + fields + " FROM UserPermissionAccess");
        if (rows.size() != 1) {
            throw new OrgException(
                    "NOT_TOLD", "The org tells " + rows.size() + " rows of the user's permissions instead of one");
        }
        Map<DeployPermission, Boolean> told = new EnumMap<>(DeployPermission.class);
        for (DeployPermission each : DeployPermission.values()) {
            told.put(each, rows.get(0).path(each.field()).asBoolean());
        }
        return told;
    }

    /** Empty where the user may not see the limits. */
    private JsonNode calls() {
        Http.Answer answer = rest.call("Asking for the org's limits", HttpMethod.GET, data("/limits"), null);
        boolean notForUs = (answer.status() == 403 || answer.status() == 404)
                && Refusals.said(answer)
                        .filter(said -> !said.code().equals(Refusals.REQUEST_LIMIT))
                        .isPresent();
        return notForUs ? Json.MAPPER.createObjectNode() : rest.body(answer).path("DailyApiRequests");
    }

    @Override
    public Set<String> types() {
        return soap.types();
    }

    @Override
    public List<ListedComponent> list(String type) {
        return listing.list(type);
    }

    @Override
    public void list(
            Collection<String> types, Consumer<ListedComponent> each, BiConsumer<String, OrgException> failed) {
        listing.list(types, each, failed);
    }

    @Override
    public String startRetrieve(Manifest manifest) {
        return soap.startRetrieve(manifest);
    }

    @Override
    public RetrieveProgress retrieve(String retrieveId) {
        return status.read(retrieveId);
    }

    @Override
    public <T> T readZip(String retrieveId, ZipReader<T> reader) {
        return download.read(retrieveId, reader);
    }

    @Override
    public String startDeploy(ZipSource zip, DeployOptions options) {
        return upload.send(zip, options);
    }

    @Override
    public String deployValidated(String validationId) {
        return upload.sendValidated(validationId);
    }

    @Override
    public DeployProgress deployment(String deployId, boolean withDetails) {
        return DeployAnswers.read(
                deployId,
                rest.get(
                        "Asking for deployment " + deployId,
                        deployRequest(deployId) + "?includeDetails=" + withDetails));
    }

    @Override
    public CancelAnswer cancelDeployment(String deployId) {
        Http.Answer answer = rest.call(
                "Cancelling deployment " + deployId,
                HttpMethod.PATCH,
                deployRequest(deployId),
                Json.write(Map.of("deployResult", Map.of("status", "Canceling"))));
        if (answer.ok()) {
            return new CancelAnswer(
                    true,
                    Json.read(answer.body())
                            .map(body -> Json.text(body.path("deployResult"), "status"))
                            .orElse(""));
        }
        Optional<Refusals.Said> said = Refusals.said(answer);
        boolean refused = answer.status() == 400 || answer.status() == 404 || answer.status() == 409;
        if (refused && said.isPresent()) {
            return new CancelAnswer(
                    false,
                    said.get().message().isEmpty()
                            ? said.get().code()
                            : said.get().message());
        }
        throw rest.refusal(answer);
    }

    @Override
    public List<DeployRequestRow> recentDeployments(int limit) {
        String operation = "Reading the newest deployments";
        String columns = "Id, CreatedDate, CreatedById, CheckOnly, Status, NumberComponentsTotal";
        String rest = " FROM DeployRequest ORDER BY CreatedDate DESC LIMIT " + limit;
        String resource = data("/tooling/query");
        List<JsonNode> rows;
        try {
            rows = this.rest.query(operation, resource, "SELECT " + columns + ", TestLevel" + rest);
        } catch (OrgException e) {
            // Not every version of the Tooling API tells the test level.
            if (!e.code().equals("INVALID_FIELD")) {
                throw e;
            }
            rows = this.rest.query(operation, resource, "SELECT " + columns + rest);
        }
        return rows.stream().map(RealOrg::deployRequestRow).toList();
    }

    private static DeployRequestRow deployRequestRow(JsonNode row) {
        Instant created = Json.time(row, "CreatedDate");
        if (created == null) {
            throw new OrgException("UNREADABLE_ANSWER", "The org names a deployment without the time of its creation");
        }
        return new DeployRequestRow(
                Json.text(row, "Id"),
                created,
                Json.text(row, "CreatedById"),
                row.path("CheckOnly").asBoolean(),
                Json.text(row, "Status"),
                row.path("NumberComponentsTotal").asInt(),
                Json.textOrNull(row, "TestLevel"));
    }

    @Override
    public Optional<SortedMap<String, Integer>> fields(String sObject) {
        return describe(sObject).map(described -> {
            SortedMap<String, Integer> lengths = new TreeMap<>();
            described.fields().forEach((name, field) -> lengths.put(name, field.length()));
            return Collections.unmodifiableSortedMap(lengths);
        });
    }

    @Override
    public Optional<ObjectDescription> describe(String sObject) {
        Http.Answer answer = rest.call(
                "Describing " + sObject,
                HttpMethod.GET,
                data("/sobjects/" + RestApi.encode(sObject) + "/describe"),
                null);
        boolean absent = answer.status() == 404
                && Refusals.said(answer)
                        .filter(said -> said.code().equals("NOT_FOUND"))
                        .isPresent();
        if (absent) {
            return Optional.empty();
        }
        SortedMap<String, ObjectDescription.Field> fields = new TreeMap<>();
        for (JsonNode field : rest.body(answer).path("fields")) {
            fields.put(
                    Json.text(field, "name").toLowerCase(Locale.ROOT),
                    new ObjectDescription.Field(
                            field.path("length").asInt(),
                            Objects.requireNonNullElse(Json.textOrNull(field, "inlineHelpText"), ""),
                            Objects.requireNonNullElse(Json.textOrNull(field, "type"), ""),
                            field.hasNonNull("relationshipOrder"),
                            activeValues(field)));
        }
        return Optional.of(new ObjectDescription(Collections.unmodifiableSortedMap(fields)));
    }

    private static Set<String> activeValues(JsonNode field) {
        Set<String> values = new HashSet<>();
        for (JsonNode value : field.path("picklistValues")) {
            if (value.path("active").asBoolean(true)) {
                values.add(Json.text(value, "value"));
            }
        }
        return values;
    }

    @Override
    public void upsertAll(
            String sObject, String keyField, List<? extends Map<String, ? extends @Nullable Object>> records) {
        new RecordCollections(rest, data("")).upsert(sObject, keyField, records);
    }

    @Override
    public void deleteAll(List<String> ids) {
        new RecordCollections(rest, data("")).delete(ids);
    }

    @Override
    public void upsert(
            String sObject, String externalIdField, String externalId, Map<String, ? extends @Nullable Object> fields) {
        Http.Answer answer = rest.call(
                "Writing " + sObject + " " + externalId,
                HttpMethod.PATCH,
                data("/sobjects/" + RestApi.encode(sObject) + "/" + RestApi.encode(externalIdField) + "/"
                        + RestApi.encode(externalId)),
                Json.write(fields));
        if (answer.status() == 300) {
            throw new OrgException(
                    "DUPLICATE_EXTERNAL_ID",
                    answer.operation() + " at " + answer.host() + ": several records have this " + externalIdField
                            + "; the field must be unique");
        }
        if (!answer.ok()) {
            throw rest.refusal(answer);
        }
    }

    @Override
    public List<Map<String, Object>> query(String soql) {
        return rest.query("A query", data("/query"), soql).stream()
                .map(Json::row)
                .toList();
    }

    @Override
    public List<Map<String, Object>> queryTooling(String soql) {
        return rest.query("A query", data("/tooling/query"), soql).stream()
                .map(Json::row)
                .toList();
    }

    private String data(String resource) {
        return "/services/data/v" + apiVersion + resource;
    }

    private String deployRequest(String id) {
        return data("/metadata/deployRequest/" + RestApi.encode(id));
    }

    @Override
    public String toString() {
        return "Org " + identity.orgId() + " as " + identity.username();
    }
}
