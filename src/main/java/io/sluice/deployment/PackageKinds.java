package io.sluice.deployment;

import io.sluice.evidence.Evidence;
import io.sluice.remotejob.RemoteJobKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two kinds of remote jobs that send a record's package. */
@Configuration(proxyBeanMethods = false)
class PackageKinds {

    @Bean
    RemoteJobKind validateKind(
            TargetCheck check,
            PackageRun run,
            AfterCancel afterCancel,
            LostRequests lost,
            PackageStore packages,
            AttemptStore attempts,
            DeploymentStore deployments,
            Evidence evidence,
            PackageProof proof) {
        return new PackageKind(true, check, run, afterCancel, lost, packages, attempts, deployments, evidence, proof);
    }

    @Bean
    RemoteJobKind deployKind(
            TargetCheck check,
            PackageRun run,
            AfterCancel afterCancel,
            LostRequests lost,
            PackageStore packages,
            AttemptStore attempts,
            DeploymentStore deployments,
            Evidence evidence,
            PackageProof proof) {
        return new PackageKind(false, check, run, afterCancel, lost, packages, attempts, deployments, evidence, proof);
    }
}
