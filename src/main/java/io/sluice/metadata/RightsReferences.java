package io.sluice.metadata;

import java.util.Optional;

/** What a profile or permission set names. */
final class RightsReferences {

    private RightsReferences() {}

    static void read(XmlNode root, ReferenceSink sink) {
        for (XmlNode right : root.children()) {
            String where = right.name();
            switch (where) {
                case "fieldPermissions" -> right.value("field").ifPresent(field -> sink.qualifiedField(field, where));
                case "objectPermissions" -> sink.object(right.value("object"), where);
                case "classAccesses" -> sink.add("ApexClass", right.value("apexClass"), where);
                case "pageAccesses" -> sink.add("ApexPage", right.value("apexPage"), where);
                case "tabSettings", "tabVisibilities" -> sink.add("CustomTab", right.value("tab"), where);
                case "applicationVisibilities" -> sink.add("CustomApplication", right.value("application"), where);
                case "recordTypeVisibilities" -> sink.add("RecordType", right.value("recordType"), where);
                case "customPermissions" -> sink.add("CustomPermission", right.value("name"), where);
                case "flowAccesses" -> sink.add("Flow", right.value("flow"), where);
                case "customMetadataTypeAccesses", "customSettingAccesses" -> sink.object(right.value("name"), where);
                case "externalDataSourceAccesses" ->
                    sink.add("ExternalDataSource", right.value("externalDataSource"), where);
                case "externalCredentialPrincipalAccesses" ->
                    sink.add("ExternalCredential", beforeDash(right.value("externalCredentialPrincipal")), where);
                case "layoutAssignments" -> {
                    sink.add("Layout", right.value("layout"), where);
                    sink.add("RecordType", right.value("recordType"), where);
                }
                default -> {
                    // User permissions, labels and licences are the platform's.
                }
            }
        }
    }

    private static Optional<String> beforeDash(Optional<String> principal) {
        return principal.filter(name -> name.contains("-")).map(name -> name.substring(0, name.indexOf('-')));
    }
}
