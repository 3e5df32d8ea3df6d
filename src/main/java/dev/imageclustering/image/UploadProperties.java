package dev.imageclustering.image;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of an upload.
 *
 * @param maxFileSize the largest file
 * @param maxRequestSize the largest request, all files together
 * @param maxFiles the most files in one request
 * @param maxPixels the most pixels of a picture (width times height)
 */
@ConfigurationProperties("image-clustering.upload")
public record UploadProperties(
        @DefaultValue("256MB") DataSize maxFileSize,
        @DefaultValue("32GB") DataSize maxRequestSize,
        @DefaultValue("10000") int maxFiles,
        @DefaultValue("200000000") long maxPixels) {}
