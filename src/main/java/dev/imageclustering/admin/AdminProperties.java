package dev.imageclustering.admin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an administrator may do.
 *
 * @param truncateEnabled whether {@code DELETE /admin/truncate-all} deletes everything; otherwise it refuses
 */
@ConfigurationProperties("image-clustering.admin")
public record AdminProperties(@DefaultValue("false") boolean truncateEnabled) {}
