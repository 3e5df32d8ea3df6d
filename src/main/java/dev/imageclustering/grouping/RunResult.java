package dev.imageclustering.grouping;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What is large of a complete run, apart from its row because no list wants it. */
@SuppressWarnings("UnusedVariable") // the queries read the fields
@Entity
@Table(name = "grouping_run_results")
class RunResult {

    @Id
    private int runId;

    @Column(nullable = false, columnDefinition = "bytea")
    private byte[] groupsBefore;

    @Column(nullable = false, columnDefinition = "bytea")
    private byte[] groupsAfter;

    @Column(columnDefinition = "bytea")
    private byte @Nullable [] hierarchy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected RunResult() {}

    RunResult(RunId run, byte[] groupsBefore, byte[] groupsAfter, byte @Nullable [] hierarchy) {
        this.runId = run.value();
        this.groupsBefore = groupsBefore;
        this.groupsAfter = groupsAfter;
        this.hierarchy = hierarchy;
    }
}
