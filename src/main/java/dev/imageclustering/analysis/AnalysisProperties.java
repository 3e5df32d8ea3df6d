package dev.imageclustering.analysis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How images are analysed in the background.
 *
 * @param retries how often a failed analysis is tried again before it is given up
 * @param retryDelay the wait before the first retry; each further one is half as long again
 */
@ConfigurationProperties("image-clustering.analysis")
public record AnalysisProperties(
        @DefaultValue("3") int retries, @DefaultValue("5s") Duration retryDelay) {}
