package dev.imageclustering.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages of other origins may call the service.
 *
 * @param allowedOrigins such as {@code https://photos.example.org}
 */
@ConfigurationProperties("image-clustering.cors")
public record CorsProperties(
        @DefaultValue({"http://localhost:3000", "http://127.0.0.1:3000", "http://localhost:5173"})
        List<String> allowedOrigins) {}
