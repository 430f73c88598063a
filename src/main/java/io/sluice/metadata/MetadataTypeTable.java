package io.sluice.metadata;

/** The documented metadata types, as a table. */
final class MetadataTypeTable {

    /**
     * Name, folder, suffix ({@code -} for none), and marks: {@code F} names are {@code Folder/Name}, {@code M} files have
     * a {@code -meta.xml} companion, {@code B} the component is a folder of files.
     */
    static final String FILES = """
            AccountRelationshipShareRule accountRelationshipShareRules accountRelationshipShareRule
            ActionLinkGroupTemplate actionLinkGroupTemplates actionLinkGroupTemplate
            ActionPlanTemplate actionPlanTemplates apt
            AiAuthoringBundle aiAuthoringBundles - B
            AnalyticSnapshot analyticSnapshots snapshot
            AnimationRule animationRules animationRule
            ApexClass classes cls M
            ApexComponent components component M
            ApexEmailNotifications apexEmailNotifications notifications
            ApexPage pages page M
            ApexTestSuite testSuites testSuite
            ApexTrigger triggers trigger M
            AppMenu appMenus appMenu
            ApplicationRecordTypeConfig applicationRecordTypeConfigs applicationRecordTypeConfig
            AppointmentSchedulingPolicy appointmentSchedulingPolicies policy
            ApprovalProcess approvalProcesses approvalProcess
            AssignmentRules assignmentRules assignmentRules
            Audience audience audience
            AuraDefinitionBundle aura - B
            AuthProvider authproviders authprovider
            AutoResponseRules autoResponseRules autoResponseRules
            BlacklistedConsumer blacklistedConsumers blacklistedConsumer
            Bot bots bot
            BrandingSet brandingSets brandingSet
            BriefcaseDefinition briefcaseDefinitions briefcaseDefinition
            BusinessProcessGroup businessProcessGroups businessProcessGroup
            CallCenter callCenters callCenter
            CallCoachingMediaProvider callCoachingMediaProviders callCoachingMediaProvider
            CampaignInfluenceModel campaignInfluenceModels campaignInfluenceModel
            CaseSubjectParticle CaseSubjectParticles CaseSubjectParticle
            Certificate certs crt M
            ChannelLayout channelLayouts channelLayout
            ChatterExtension ChatterExtensions ChatterExtension
            CleanDataService cleanDataServices cleanDataService
            CMSConnectConfig cmsConnectConfigs cmsConnectConfig
            Community communities community
            CommunityTemplateDefinition communityTemplateDefinitions communityTemplateDefinition
            CommunityThemeDefinition communityThemeDefinitions communityThemeDefinition
            ConnectedApp connectedApps connectedApp
            ContentAsset contentassets asset M
            ConversationMessageDefinition conversationMessageDefinitions conversationMessageDefinition
            CorsWhitelistOrigin corsWhitelistOrigins corsWhitelistOrigin
            CspTrustedSite cspTrustedSites cspTrustedSite
            CustomApplication applications app
            CustomApplicationComponent customApplicationComponents customApplicationComponent
            CustomFeedFilter feedFilters feedFilter
            CustomHelpMenuSection customHelpMenuSections customHelpMenuSection
            CustomIndex customindex indx
            CustomLabels labels labels
            CustomMetadata customMetadata md
            CustomNotificationType notificationtypes notiftype
            CustomObject objects object
            CustomObjectTranslation objectTranslations objectTranslation
            CustomPageWebLink weblinks weblink
            CustomPermission customPermissions customPermission
            CustomSite sites site
            CustomTab tabs tab
            Dashboard dashboards dashboard F
            DataCategoryGroup datacategorygroups datacategorygroup
            DataConnectorIngestApi dataConnectorIngestApis dataConnectorIngestApi
            DataPackageKitDefinition dataPackageKitDefinitions dataPackageKitDefinition
            DecisionMatrixDefinition decisionMatrixDefinition decisionMatrixDefinition
            DecisionTable decisionTables decisionTable
            DelegateGroup delegateGroups delegateGroup
            DigitalExperienceBundle digitalExperiences - B
            DigitalExperienceConfig digitalExperienceConfigs digitalExperienceConfig
            DiscoveryAIModel discovery model M
            DiscoveryGoal discovery goal M
            Document documents - FM
            DuplicateRule duplicateRules duplicateRule
            EclairGeoData eclair geodata M
            EmailServicesFunction emailservices xml
            EmailTemplate email email FM
            EmbeddedServiceBranding EmbeddedServiceBranding EmbeddedServiceBranding
            EmbeddedServiceConfig EmbeddedServiceConfig EmbeddedServiceConfig
            EmbeddedServiceFlowConfig EmbeddedServiceFlowConfig EmbeddedServiceFlowConfig
            EmbeddedServiceMenuSettings EmbeddedServiceMenuSettings EmbeddedServiceMenuSettings
            EntitlementProcess entitlementProcesses entitlementProcess
            EntitlementTemplate entitlementTemplates entitlementTemplate
            EscalationRules escalationRules escalationRules
            EventRelayConfig eventRelays eventRelay
            ExperienceBundle experiences - B
            ExpressionSetDefinition expressionSetDefinition expressionSetDefinition
            ExternalAuthIdentityProvider externalAuthIdentityProviders externalAuthIdentityProvider
            ExternalClientApplication externalClientApps eca
            ExternalCredential externalCredentials externalCredential
            ExternalDataSource dataSources dataSource
            ExternalServiceRegistration externalServiceRegistrations externalServiceRegistration
            ExtlClntAppConfigurablePolicies extlClntAppPolicies ecaPlcy
            ExtlClntAppOauthConfigurablePolicies extlClntAppOauthPolicies ecaOauthPlcy
            ExtlClntAppOauthSettings extlClntAppOauthSettings ecaOauth
            FieldRestrictionRule fieldRestrictionRules rule
            FlexiPage flexipages flexipage
            Flow flows flow
            FlowCategory flowCategories flowCategory
            FlowDefinition flowDefinitions flowDefinition
            FlowTest flowtests flowtest
            ForecastingFilter forecastingFilters forecastingFilter
            ForecastingSourceDefinition forecastingSourceDefinitions forecastingSourceDefinition
            ForecastingType forecastingTypes forecastingType
            FuelType fuelTypes fuelType
            GatewayProviderPaymentMethodType gatewayProviderPaymentMethodTypes gatewayProviderPaymentMethodType
            GenAiFunction genAiFunctions - B
            GenAiPlanner genAiPlanners genAiPlanner
            GenAiPlugin genAiPlugins genAiPlugin
            GenAiPromptTemplate genAiPromptTemplates genAiPromptTemplate
            GlobalPicklistValue globalPicklists globalPicklist
            GlobalValueSet globalValueSets globalValueSet
            GlobalValueSetTranslation globalValueSetTranslations globalValueSetTranslation
            Group groups group
            HomePageComponent homePageComponents homePageComponent
            HomePageLayout homePageLayouts homePageLayout
            IframeWhiteListUrlSettings iframeWhiteListUrlSettings iframeWhiteListUrlSettings
            InboundCertificate inboundCertificates inboundCertificate
            InboundNetworkConnection inboundNetworkConnections inboundNetworkConnection
            InstalledPackage installedPackages installedPackage
            IPAddressRange IPAddressRanges IPAddressRange
            KeywordList keywordListDefinition keywords
            Layout layouts layout
            LeadConvertSettings LeadConvertSettings LeadConvertSetting
            Letterhead letterhead letter
            LightningBolt lightningBolts lightningBolt
            LightningComponentBundle lwc - B
            LightningExperienceTheme lightningExperienceThemes lightningExperienceTheme
            LightningMessageChannel messageChannels messageChannel
            LightningOnboardingConfig lightningOnboardingConfigs lightningOnboardingConfig
            LightningTypeBundle lightningTypes - B
            LiveChatAgentConfig liveChatAgentConfigs liveChatAgentConfig
            LiveChatButton liveChatButtons liveChatButton
            LiveChatDeployment liveChatDeployments liveChatDeployment
            LiveChatSensitiveDataRule liveChatSensitiveDataRule liveChatSensitiveDataRule
            ManagedContentType managedContentTypes managedContentType
            ManagedTopics managedTopics managedTopics
            MatchingRules matchingRules matchingRule
            MilestoneType milestoneTypes milestoneType
            MLDataDefinition mlDataDefinitions mlDataDefinition
            MLPrediction mlPredictions mlPrediction
            ModerationRule moderation rule
            MutingPermissionSet mutingpermissionsets mutingpermissionset
            MyDomainDiscoverableLogin myDomainDiscoverableLogins myDomainDiscoverableLogin
            NamedCredential namedCredentials namedCredential
            NavigationMenu navigationMenus navigationMenu
            Network networks network
            NetworkBranding networkBranding networkBranding M
            NotificationTypeConfig notificationTypeConfig config
            OauthCustomScope oauthcustomscopes oauthcustomscope
            OmniDataTransform omniDataTransforms rpt
            OmniIntegrationProcedure omniIntegrationProcedures oip
            OmniScript omniScripts os
            OmniUiCard omniUiCard ouc
            OutboundNetworkConnection outboundNetworkConnections outboundNetworkConnection
            PathAssistant pathAssistants pathAssistant
            PaymentGatewayProvider paymentGatewayProviders paymentGatewayProvider
            PermissionSet permissionsets permissionset
            PermissionSetGroup permissionsetgroups permissionsetgroup
            PermissionSetLicenseDefinition permissionSetLicenseDefinitions permissionSetLicenseDefinition
            PlatformCachePartition cachePartitions cachePartition
            PlatformEventChannel platformEventChannels platformEventChannel
            PlatformEventChannelMember platformEventChannelMembers platformEventChannelMember
            PlatformEventSubscriberConfig PlatformEventSubscriberConfigs platformEventSubscriberConfig
            Portal portals portal
            PostTemplate postTemplates postTemplate
            PresenceDeclineReason presenceDeclineReasons presenceDeclineReason
            PresenceUserConfig presenceUserConfigs presenceUserConfig
            ProcessFlowMigration processflowmigrations processflowmigration
            Profile profiles profile
            ProfilePasswordPolicy profilePasswordPolicies profilePasswordPolicy
            ProfileSessionSetting profileSessionSettings profileSessionSetting
            Prompt prompts prompt
            Queue queues queue
            QueueRoutingConfig queueRoutingConfigs queueRoutingConfig
            QuickAction quickActions quickAction
            RecommendationStrategy recommendationStrategies recommendationStrategy
            RecordActionDeployment recordActionDeployments deployment
            RedirectWhitelistUrl redirectWhitelistUrls redirectWhitelistUrl
            RemoteSiteSetting remoteSiteSettings remoteSite
            Report reports report F
            ReportType reportTypes reportType
            RestrictionRule restrictionRules rule
            Role roles role
            SamlSsoConfig samlssoconfigs samlssoconfig
            Scontrol scontrols scf M
            ServiceAISetupDefinition serviceAISetupDescriptions serviceAISetupDescription
            ServiceChannel serviceChannels serviceChannel
            ServicePresenceStatus servicePresenceStatuses servicePresenceStatus
            Settings settings settings
            SharingRules sharingRules sharingRules
            SharingSet sharingSets sharingSet
            SiteDotCom siteDotComSites site M
            Skill skills skill
            StandardValueSet standardValueSets standardValueSet
            StandardValueSetTranslation standardValueSetTranslations standardValueSetTranslation
            StaticResource staticresources resource M
            SvcCatalogCategory svcCatalogCategories svcCatalogCategory
            SynonymDictionary synonymDictionaries synonymDictionary
            Territory territories territory
            Territory2 territory2Models territory2
            Territory2Model territory2Models territory2Model
            Territory2Rule territory2Models territory2Rule
            Territory2Type territory2Types territory2Type
            TimelineObjectDefinition timelineObjectDefinitions timelineObjectDefinition
            TimeSheetTemplate timeSheetTemplates timeSheetTemplate
            TopicsForObjects topicsForObjects topicsForObjects
            TransactionSecurityPolicy transactionSecurityPolicies transactionSecurityPolicy
            Translations translations translation
            UIObjectRelationConfig uiObjectRelationConfigs uiObjectRelationConfig
            UserAuthCertificate userAuthCertificates userAuthCertificate
            UserCriteria userCriteria userCriteria
            UserProvisioningConfig userProvisioningConfigs userProvisioningConfig
            WaveApplication wave wapp
            WaveComponent wave wcomp M
            WaveDashboard wave wdash M
            WaveDataflow wave wdf M
            WaveDataset wave wds
            WaveLens wave wlens M
            WaveRecipe wave wdpr M
            WaveTemplateBundle waveTemplates - B
            WaveXmd wave xmd
            WebStoreTemplate webStoreTemplates webStoreTemplate
            Workflow workflows workflow
            """;

    /** Name, parent, and the element in the parent's file. */
    static final String CHILDREN = """
            BusinessProcess CustomObject businessProcesses
            CompactLayout CustomObject compactLayouts
            CustomField CustomObject fields
            FieldSet CustomObject fieldSets
            Index CustomObject indexes
            ListView CustomObject listViews
            RecordType CustomObject recordTypes
            SharingReason CustomObject sharingReasons
            ValidationRule CustomObject validationRules
            WebLink CustomObject webLinks
            WorkflowAlert Workflow alerts
            WorkflowFieldUpdate Workflow fieldUpdates
            WorkflowFlowAction Workflow flowActions
            WorkflowKnowledgePublish Workflow knowledgePublishes
            WorkflowOutboundMessage Workflow outboundMessages
            WorkflowRule Workflow rules
            WorkflowSend Workflow send
            WorkflowTask Workflow tasks
            CustomLabel CustomLabels labels
            SharingCriteriaRule SharingRules sharingCriteriaRules
            SharingGuestRule SharingRules sharingGuestRules
            SharingOwnerRule SharingRules sharingOwnerRules
            SharingTerritoryRule SharingRules sharingTerritoryRules
            AssignmentRule AssignmentRules assignmentRule
            AutoResponseRule AutoResponseRules autoresponseRule
            EscalationRule EscalationRules escalationRule
            MatchingRule MatchingRules matchingRules
            ManagedTopic ManagedTopics managedTopic
            BotVersion Bot botVersions
            """;

    private MetadataTypeTable() {}
}
