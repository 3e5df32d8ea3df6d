package dev.imageclustering.grouping;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The large results of all complete runs. */
interface RunResults extends Repository<RunResult, Integer> {

    @Query("select r.groupsBefore from RunResult r where r.runId = :runId")
    Optional<byte[]> findGroupsBefore(int runId);

    @Query("select r.groupsAfter from RunResult r where r.runId = :runId")
    Optional<byte[]> findGroupsAfter(int runId);

    @Query("select r.hierarchy from RunResult r where r.runId = :runId")
    Optional<byte[]> findHierarchy(int runId);
}
