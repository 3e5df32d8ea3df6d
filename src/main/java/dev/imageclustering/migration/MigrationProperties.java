package dev.imageclustering.migration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the schema is brought up to date.
 *
 * @param lockWait how long a starting process waits for another one that is migrating the same database
 */
@ConfigurationProperties("image-clustering.migration")
record MigrationProperties(@DefaultValue("10m") Duration lockWait) {}
