package io.sluice.salesforce;

import com.sforce.soap.metadata.DescribeMetadataObject;
import com.sforce.soap.metadata.FileProperties;
import com.sforce.soap.metadata.ListMetadataQuery;
import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.soap.metadata.Package;
import com.sforce.soap.metadata.PackageTypeMembers;
import com.sforce.soap.metadata.RetrieveRequest;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.SoapFaultException;
import io.sluice.metadata.Component;
import io.sluice.metadata.Manifest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The SOAP calls that Salesforce's Java client makes: describe, list and retrieve. Its XML parser knows no
 * document types, so a hostile answer can neither fetch nor expand anything.
 */
final class SoapApi {

    private static final int MOST_BYTES = 256 * 1024 * 1024;

    private final OrgSession session;
    private final SalesforceSettings settings;
    private final String version;

    @FunctionalInterface
    private interface Call<T> {
        T on(MetadataConnection connection) throws ConnectionException;
    }

    SoapApi(OrgSession session, SalesforceSettings settings, String version) {
        this.session = session;
        this.settings = settings;
        this.version = version;
    }

    static URI endpoint(AccessToken token, String version) {
        return token.instance().resolve("/services/Soap/m/" + version);
    }

    Set<String> types() {
        Set<String> types = new TreeSet<>();
        DescribeMetadataObject[] described =
                call("Describing the metadata types", soap -> soap.describeMetadata(number())
                        .getMetadataObjects());
        for (DescribeMetadataObject each : described) {
            types.add(each.getXmlName());
            for (String child : each.getChildXmlNames()) {
                // The org pads this list with nulls.
                if (child != null && !child.isBlank()) {
                    types.add(child);
                }
            }
        }
        return types;
    }

    /** One type per call: where one of several fails, nothing comes back for the others. */
    List<FileProperties> list(String type, String folder) {
        ListMetadataQuery query = new ListMetadataQuery();
        query.setType(type);
        if (!folder.isEmpty()) {
            query.setFolder(folder);
        }
        FileProperties[] rows = call(
                "Listing " + type + (folder.isEmpty() ? "" : " in " + folder),
                soap -> soap.listMetadata(new ListMetadataQuery[] {query}, number()));
        return rows == null ? List.of() : List.of(rows);
    }

    String startRetrieve(Manifest manifest) {
        Map<String, List<String>> byType = new TreeMap<>();
        for (Component member : manifest.members()) {
            byType.computeIfAbsent(member.type(), any -> new ArrayList<>()).add(member.fullName());
        }
        Package unpackaged = new Package();
        unpackaged.setVersion(manifest.apiVersion());
        unpackaged.setTypes(byType.entrySet().stream()
                .map(entry -> {
                    PackageTypeMembers members = new PackageTypeMembers();
                    members.setName(entry.getKey());
                    members.setMembers(entry.getValue().toArray(new String[0]));
                    return members;
                })
                .toArray(PackageTypeMembers[]::new));
        RetrieveRequest request = new RetrieveRequest();
        request.setApiVersion(Double.parseDouble(manifest.apiVersion()));
        // Without a folder for each package at the top, so that the very zip can be deployed.
        request.setSinglePackage(true);
        request.setUnpackaged(unpackaged);
        return call("Starting a retrieve", soap -> soap.retrieve(request).getId());
    }

    private double number() {
        return Double.parseDouble(version);
    }

    private <T> T call(String operation, Call<T> call) {
        OrgSession.Tokens tokens = session.tokens();
        while (true) {
            try {
                T answer = call.on(connection(tokens.now()));
                session.answered();
                return answer;
            } catch (ConnectionException e) {
                if (!Soap.isSessionOver(code(e), String.valueOf(e.getMessage())) || !tokens.renew()) {
                    throw failure(operation, tokens.now(), e);
                }
            }
        }
    }

    private MetadataConnection connection(AccessToken token) throws ConnectionException {
        ConnectorConfig config = new ConnectorConfig();
        config.setManualLogin(true);
        config.setServiceEndpoint(endpoint(token, version).toString());
        config.setSessionId(token.value());
        config.setConnectionTimeout((int) settings.connectTimeout().toMillis());
        config.setReadTimeout((int) settings.readTimeout().toMillis());
        config.setMaxResponseSize(MOST_BYTES);
        return new MetadataConnection(config);
    }

    private OrgException failure(String operation, AccessToken token, ConnectionException e) {
        String host = token.instance().getHost();
        String code = code(e);
        if (!code.isEmpty()) {
            return session.refusal(
                    operation, host, new Refusals.Said(code, Soap.words(String.valueOf(e.getMessage()), code)));
        }
        // The client's message may quote the answer; its own kind says enough.
        return new OrgException(
                Refusals.NETWORK,
                operation + " at " + host + " got no answer that could be read: " + reason(e),
                false,
                e);
    }

    private static String reason(Throwable e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName();
    }

    /** Without the prefix; empty where the answer was no fault. */
    private static String code(ConnectionException e) {
        if (e instanceof SoapFaultException fault && fault.getFaultCode() != null) {
            return Soap.withoutPrefix(fault.getFaultCode().getLocalPart());
        }
        return "";
    }
}
