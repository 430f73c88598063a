package io.sluice.salesforce;

import io.sluice.metadata.Manifest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A logged-in connection to one org. Safe for use by several threads. An expired session is renewed once and the call
 * repeated where repeating is harmless; a deploy request is never sent twice.
 *
 * <p>Every method throws {@link OrgException} when the org can't be reached or refuses for a technical reason.
 */
public interface OrgConnection {

    OrgIdentity identity();

    /** The API version that this connection speaks, for example {@code 62.0}. */
    String apiVersion();

    /** What the user may do there, and how many calls are left. */
    OrgReadiness readiness();

    /** Names of the metadata types that the org knows, child types included. */
    Set<String> types();

    /**
     * All components of a type, one {@code listMetadata} call (for a type in folders, one per folder). Of a type that the
     * org has not there are none; so answer orgs for many types that they describe, whose feature is not switched on
     * (forcedotcom/cli, issue 2858).
     */
    List<ListedComponent> list(String type);

    /**
     * Lists types while the answers arrive, as many types a call as the org takes (three); a type that the org refuses is told
     * and does not lose the others.
     *
     * @param each called for every component, on this thread; twice for one that the org told twice
     * @param failed called with the type and why it could not be listed; other faults than a refusal of the type are thrown
     */
    default void list(
            Collection<String> types, Consumer<ListedComponent> each, BiConsumer<String, OrgException> failed) {
        types.forEach(type -> list(type).forEach(each));
    }

    /** Starts a retrieve of the manifest's members as one unpackaged package; returns its id, {@code 09S...}. */
    String startRetrieve(Manifest manifest);

    /** The state of a retrieve, without its zip. */
    RetrieveProgress retrieve(String retrieveId);

    /**
     * Fetches the zip of a finished retrieve as a stream. The org hands it out only once: when the reader fails, the
     * retrieve has to be started again.
     */
    <T> T readZip(String retrieveId, ZipReader<T> reader);

    /**
     * Sends a deploy request, once. An {@link OrgException} whose {@link OrgException#unknownOutcome} is true may mean
     * that the org took it although the answer was lost.
     *
     * @return the org's id of the deployment, {@code 0Af...}
     */
    String startDeploy(ZipSource zip, DeployOptions options);

    /** {@link OrgException#code} where the org takes a validation for none that may be deployed quickly; nothing was taken. */
    String VALIDATION_REFUSED = "VALIDATION_REFUSED";

    /**
     * Asks the org to make a validation real without running its tests again ("quick deploy"), once. As with {@link
     * #startDeploy}, an {@link OrgException} whose {@link OrgException#unknownOutcome} is true may mean that the org took it.
     *
     * @param validationId the org's id of the validation
     * @return the org's id of the new deployment, {@code 0Af...}
     * @throws OrgException with code {@link #VALIDATION_REFUSED} where the org refuses this validation
     */
    String deployValidated(String validationId);

    /** What the org says of a deployment; problems and tests only with details. */
    DeployProgress deployment(String deployId, boolean withDetails);

    /** Asks the org to cancel; it answers before the cancelling is done, so look again. */
    CancelAnswer cancelDeployment(String deployId);

    /** The newest {@code DeployRequest} rows of the org, newest first, of all users. */
    List<DeployRequestRow> recentDeployments(int limit);

    /** Field API names (lower case) to their length or 0, of an sObject; empty where the org has no such object. */
    Optional<SortedMap<String, Integer>> fields(String sObject);

    /** What the org tells of an object and its fields; empty where it has no such object. */
    Optional<ObjectDescription> describe(String sObject);

    /**
     * Creates or updates any number of records by a key, 200 a call; of one call all are saved or none.
     *
     * @param keyField an external id, or {@code Id}
     * @param records values by API name with the key among them; a map as a value names a parent by its external id; null
     *     clears
     */
    void upsertAll(
            String sObject,
            String keyField,
            List<? extends Map<String, ? extends @org.jspecify.annotations.Nullable Object>> records);

    /** Deletes records by their ids, 200 a call; those that are deleted already count as deleted. */
    void deleteAll(List<String> ids);

    /**
     * Creates or updates one record by its external id.
     *
     * @param fields values by API name, without the external id; null clears
     */
    void upsert(
            String sObject,
            String externalIdField,
            String externalId,
            Map<String, ? extends @org.jspecify.annotations.Nullable Object> fields);

    /** All rows of a SOQL query as API name to value, following {@code nextRecordsUrl}. */
    List<Map<String, Object>> query(String soql);

    /**
     * All rows of a query to the Tooling API, likewise. An object that the org has not is an {@link OrgException} with code
     * {@code INVALID_TYPE}.
     */
    List<Map<String, Object>> queryTooling(String soql);
}
