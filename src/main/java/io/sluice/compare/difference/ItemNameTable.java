package io.sluice.compare.difference;

/** The words of {@link ItemNames}; what is absent is told by its own name in words. */
final class ItemNameTable {

    private ItemNameTable() {}

    static final String TYPES = """
            ApexClass Apex class
            ApexComponent Visualforce component
            ApexPage Visualforce page
            ApexTrigger Apex trigger
            AuraDefinitionBundle Aura component
            CustomApplication App
            CustomField Field
            CustomLabel Label
            CustomLabels Labels
            CustomMetadata Custom metadata record
            CustomObject Object
            CustomObjectTranslation Object translation
            CustomTab Tab
            FlexiPage Lightning page
            GlobalValueSet Global picklist
            Layout Page layout
            LightningComponentBundle Lightning web component
            ListView List view
            SharingCriteriaRule Criteria-based sharing rule
            SharingGuestRule Guest user sharing rule
            SharingOwnerRule Owner-based sharing rule
            SharingTerritoryRule Territory-based sharing rule
            StandardValueSet Standard picklist
            WebLink Button or link
            WorkflowAlert Email alert
            WorkflowFieldUpdate Field update
            WorkflowOutboundMessage Outbound message
            WorkflowTask Task
            """;

    static final String ITEMS = """
            actionCalls Action
            actionOverrides Action override
            actions Action
            agentAccesses Agent access
            aggregates Formula column
            alerts Email alert
            apexPluginCalls Apex plug-in
            applicationVisibilities App
            approvalStep Approval step
            assignmentItems Assigned value
            assignments Assignment
            availableFields Available field
            buckets Bucket field
            businessProcesses Business process
            bucketFields Bucket field
            categoryGroupVisibilities Data category
            choiceReferences Choice
            choices Choice
            classAccesses Apex class
            collectionProcessors Collection processor
            columns Column
            compactLayouts Compact layout
            componentInstanceProperties Property
            components Component
            conditions Condition
            constants Constant
            criteriaItems Criterion
            customApplications App
            customLabels Label
            customMetadataTypeAccesses Custom metadata type
            customPermissions Custom permission
            customSettingAccesses Custom setting
            customValue Picklist value
            dashboardFilters Dashboard filter
            dashboardGridComponents Dashboard component
            decisions Decision
            displayedFields Field
            dynamicChoiceSets Choice set
            emailRecipients Recipient
            excludedStandardButtons Hidden standard button
            excludeButtons Hidden button
            externalCredentialPrincipalAccesses External credential
            externalDataSourceAccesses External data source
            fieldInstanceProperties Property
            fieldOverrides Field override
            fieldPermissions Field
            fieldSets Field set
            fieldUpdates Field update
            fields Field
            fieldTranslations Field translation
            filterItems Filter
            filters Filter
            flexiPageRegions Region
            flowAccesses Flow
            formulas Formula
            groupingsAcross Grouping across
            groupingsDown Grouping
            indexes Index
            inputAssignments Field value
            inputParameters Input
            itemInstances Component
            labels Label
            layoutAssignments Page layout assignment
            layoutColumns Column
            layoutItems Field
            layoutSections Page layout section
            listViews List view
            loginIpRanges Login address range
            loops Loop
            lookupDialogsAdditionalFields Lookup dialog column
            lookupPhoneDialogsAdditionalFields Lookup phone dialog column
            lookups Lookup
            miniLayout/fields Mini layout field
            multilineLayoutFields Highlighted field
            navigationMenuItem Menu item
            objectPermissions Object
            orchestratedStages Stage
            outboundMessages Outbound message
            outputAssignments Output value
            outputParameters Output
            pageAccesses Visualforce page
            pathAssistantSteps Path step
            permissionSets Permission set
            picklistValues Picklist
            fields/picklistValues Picklist value
            platformActionListItems Action
            processMetadataValues Process setting
            profileActionOverrides Action override
            profiles Profile
            promptVersions Prompt version
            quickActionLayoutColumns Column
            quickActionLayoutItems Field
            quickActionListItems Quick action
            recordCreates Create records
            recordDeletes Delete records
            recordLookups Get records
            recordRollbacks Roll back records
            recordTypeVisibilities Record type
            recordTypes Record type
            recordUpdates Update records
            relatedLists Related list
            relatedLists/fields Column
            reportTypes Report type
            requiredHyperlinks Required link
            ruleEntry Rule entry
            rules Rule
            decisions/rules Outcome
            scheduledPaths Scheduled path
            screens Screen
            screens/fields Screen field
            searchFilterFields Search filter
            searchResultsAdditionalFields Search result column
            customTabListAdditionalFields Recent list column
            sections Section
            sharingCriteriaRules Criteria-based sharing rule
            sharingGuestRules Guest user sharing rule
            sharingOwnerRules Owner-based sharing rule
            sharingReasons Sharing reason
            sharingTerritoryRules Territory-based sharing rule
            sidebar/components Component
            sortColumn Sorting
            stages Stage
            standardValue Picklist value
            steps Step
            subflows Subflow
            summarizedFields Summarized field
            tabSettings Tab
            tabVisibilities Tab
            tabs Tab
            tasks Task
            textTemplates Text template
            timeTriggers Time trigger
            transforms Transform
            userPermissions System permission
            validationRules Validation rule
            valueListItems Value
            valueSetDefinition/value Picklist value
            CustomMetadata/values Field
            targets/target Target
            Workflow/rules Workflow rule
            recipients Recipient
            recordTypes/values Picklist value
            picklistValues/values Picklist value
            variables Variable
            waitEvents Wait event
            waits Wait
            webLinks Button or link
            workflowTimeTriggers Time trigger
            """;

    static final String PARTS = """
            chart Chart
            fullNameField Name field
            lookupFilter Lookup filter
            miniLayout Mini layout
            nameField Name field
            quickActionList Quick actions
            platformActionList Actions
            searchLayouts Search layouts
            start Start
            sharedFrom Owners
            summaryLayout Highlights
            timeFrameFilter Time frame
            visibilityRule Visibility
            """;

    static final String UNSEEN = """
            valueSet valueSetDefinition componentInstance fieldInstance dashboardComponent dashboardGridLayout \
            connector defaultConnector faultConnector nextValueConnector noMoreValuesConnector valueList \
            sharedTo relatedContent targets""";

    static final String LABELS = """
            apiVersion API version
            booleanFilter filter logic
            connector/targetReference next element
            defaultConnector/targetReference default next element
            faultConnector/targetReference next element after a fault
            nextValueConnector/targetReference next element for each value
            noMoreValuesConnector/targetReference next element after the last value
            conditionLogic condition logic
            defaultValueFormula default value formula
            errorConditionFormula error condition
            externalId external ID
            externalSharingModel organization-wide default for external users
            fieldItem field
            fullName API name
            inlineHelpText help text
            masterLabel label
            pluralLabel plural label
            referenceTo related object
            relationshipLabel child relationship label
            relationshipName child relationship name
            sharingModel organization-wide default
            startElementReference first element
            leftValueReference left side
            rightValue right side
            sobjectType object
            valueSetName global picklist
            visibleLines visible lines
            restricted restricted to its values
            lwcResources Lightning resources
            hasActivationRequired session activation
            colSpan width in columns
            userLicense user license
            """;
}
