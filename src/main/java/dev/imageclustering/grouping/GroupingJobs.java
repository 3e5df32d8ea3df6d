package dev.imageclustering.grouping;

import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.imageclustering.shared.BatchId;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The background job that runs a batch. */
@Configuration(proxyBeanMethods = false)
class GroupingJobs {

    static final TaskDescriptor<Void> ANALYSE_BATCH = TaskDescriptor.of("analyse-batch");

    private static final int RETRIES = 2;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
    private static final Duration BUSY_DELAY = Duration.ofSeconds(1);
    private static final String SEPARATOR = "/";

    /**
     * A run whose process died is run again, a few times; one that failed by itself has recorded why and ends.
     *
     * @param analysis asked for late, because it schedules what this bean describes
     */
    @Bean
    CustomTask<Void> analyseBatch(ObjectProvider<BatchAnalysis> analysis) {
        FailureHandler<Void> revive = FailureHandler.<Void>maxRetries(RETRIES)
                .retryEvery(RETRY_DELAY)
                .then((dead, operations) -> {
                    analysis.getObject()
                            .failDead(
                                    batchId(dead.getExecution().getId()),
                                    "The server died during the analysis, repeatedly.");
                    operations.stop();
                });
        return Tasks.custom(ANALYSE_BATCH)
                .onFailure((failed, operations) -> operations.stop())
                .onDeadExecution((dead, operations) -> revive.onFailure(dead, operations))
                .execute((instance, context) ->
                        analysis.getObject().runStored(batchId(instance.getId()), runId(instance.getId()))
                                ? new OnCompleteRemove<>()
                                : GroupingJobs::tryAgain);
    }

    private static void tryAgain(ExecutionComplete busy, ExecutionOperations<Void> operations) {
        operations.reschedule(busy, busy.getTimeDone().plus(BUSY_DELAY));
    }

    /** Returns the id of the job of one run: a batch may be run again while the job of the last run is being removed. */
    static String instanceId(BatchId batch, RunId run) {
        return batch + SEPARATOR + run;
    }

    static BatchId batchId(String instanceId) {
        return new BatchId(Integer.parseInt(instanceId.substring(0, instanceId.indexOf(SEPARATOR))));
    }

    static RunId runId(String instanceId) {
        return new RunId(Integer.parseInt(instanceId.substring(instanceId.indexOf(SEPARATOR) + 1)));
    }
}
