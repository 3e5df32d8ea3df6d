package dev.imageclustering.grouping;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How runs are kept.
 *
 * @param runsKept how many runs of each batch are kept, the newest ones, with what is needed to undo and compare them;
 *     the run whose hierarchy is the current one is kept beyond that
 */
@Validated
@ConfigurationProperties("image-clustering.grouping")
public record GroupingProperties(@DefaultValue("20") @Min(1) int runsKept) {}
