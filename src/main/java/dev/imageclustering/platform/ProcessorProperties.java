package dev.imageclustering.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of the machine is used.
 *
 * @param threads how many pictures are worked on at once; 0 for one for each core
 */
@ConfigurationProperties("image-clustering.processors")
public record ProcessorProperties(@DefaultValue("0") int threads) {}
