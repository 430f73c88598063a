package io.sluice.process;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Deploys the models and forms at start, from the application or from the folder of property {@code sluice.models.folder},
 * after checking that they fit this application. All of them are one deployment, because their bindings are
 * {@code deployment}; an unchanged set is not deployed again.
 */
@Component
class ModelDeployer implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployer.class);

    private final RepositoryService repository;
    private final IdentityService identity;
    private final ApplicationContext beans;
    private final String folder;

    ModelDeployer(
            RepositoryService repository,
            IdentityService identity,
            ApplicationContext beans,
            @Value("${sluice.models.folder:}") String folder) {
        this.repository = repository;
        this.identity = identity;
        this.beans = beans;
        this.folder = folder;
    }

    @Override
    public void afterSingletonsInstantiated() {
        ModelFiles files = folder.isBlank() ? ModelFiles.ofClasspath() : ModelFiles.ofFolder(Path.of(folder));
        deploy(files);
    }

    void deploy(ModelFiles files) {
        List<String> problems = new ModelCheck(
                        name -> beans.containsBean(name) ? beans.getType(name) : null,
                        group -> KnownGroups.IDS.contains(group)
                                || identity.createGroupQuery().groupId(group).count() > 0)
                .problems(files);
        if (!problems.isEmpty()) {
            throw new ModelsRefused(problems, files.from());
        }
        DeploymentBuilder deployment =
                repository.createDeployment().name("sluice").source("sluice").enableDuplicateFiltering(false);
        files.contents().forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        LOG.info(
                "Models from {} are deployment {}",
                files.from(),
                deployment.deploy().getId());
    }
}
