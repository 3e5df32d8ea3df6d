package dev.imageclustering.migration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the schema is brought up to date.
 *
 * @param onStart whether a starting process applies what is pending; if not, it waits until somebody else has
 * @param lockWait how long a starting process waits for another one that is migrating the same database
 * @param lockTimeout how long a statement of a revision waits for a table that is in use before it lets others pass
 * @param busyWait how long such a revision is tried again
 */
@ConfigurationProperties("image-clustering.migration")
public record MigrationProperties(
        @DefaultValue("true") boolean onStart,
        @DefaultValue("10m") Duration lockWait,
        @DefaultValue("3s") Duration lockTimeout,
        @DefaultValue("5m") Duration busyWait) {

    BusyTables busyTables() {
        return new BusyTables(lockTimeout, busyWait);
    }
}
