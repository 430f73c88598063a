package io.sluice.remotejob;

import io.sluice.kill.point.Points;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Puts a named point before and after each call of a kind, and each commit, of the dispatcher. No part of the product. */
public final class PointedRoom {

    /** What the points of the jobs of a rollback begin with; the rest is as in any deployment. */
    public static final String ROLLBACK = "rollback, ";

    /** The classes that stand in for the product's. */
    public static Class<?> table() {
        return PointedJobTable.class;
    }

    public static Class<?> kinds() {
        return PointedKinds.class;
    }

    /** The class that tells rollbacks from deployments. */
    public static Class<?> owners() {
        return PointedOwners.class;
    }

    PointedRoom(DataSource database) {
        PointedOwners.in(database);
    }

    @Bean
    @Primary
    JobTable pointedJobTable(DataSource database, JobRows rows, Clock clock) {
        return new PointedJobTable(database, rows, clock);
    }

    @Bean
    @Primary
    Kinds pointedKinds(ObjectProvider<RemoteJobKind> kinds) {
        return new PointedKinds(kinds);
    }

    /** Commits that a kind makes itself, for example of a zip that an org hands out once. */
    @Bean
    TransactionExecutionListener pointedCommits() {
        return new TransactionExecutionListener() {
            @Override
            public void beforeCommit(TransactionExecution transaction) {
                PointedKinds.current().ifPresent(call -> call.at("before a commit of " + call.name()));
            }

            @Override
            public void afterCommit(TransactionExecution transaction, Throwable failure) {
                if (failure == null) {
                    PointedKinds.current().ifPresent(call -> call.at("after a commit of " + call.name()));
                }
            }
        };
    }

    /** The transaction of the step that asks for a job. */
    @Bean
    static BeanPostProcessor pointedRequests() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof RemoteJobs jobs ? around(jobs) : bean;
            }
        };
    }

    private static RemoteJobs around(RemoteJobs jobs) {
        return (RemoteJobs) Proxy.newProxyInstance(
                RemoteJobs.class.getClassLoader(), new Class<?>[] {RemoteJobs.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(jobs, arguments);
                        if (method.getName().equals("request")) {
                            aroundCommit((RemoteJob) answer, "REQUESTED");
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    static void aroundCommit(RemoteJob job, String written) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            at(job, "after the commit of " + written);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                at(job, "before the commit of " + written);
            }

            @Override
            public void afterCommit() {
                at(job, "after the commit of " + written);
            }
        });
    }

    static void at(RemoteJob job, String point) {
        String name = (PointedOwners.isRollback(job.owner()) ? ROLLBACK : "") + job.kind() + ": " + point;
        Points.at(name, Objects.requireNonNullElse(job.change(), ""));
    }
}
