package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EmbeddingPropertiesTests {

    @Test
    void takesTheModelFromTheEnvironment() {
        Map<String, Object> environment = Map.of("IMAGE_CLUSTERING_EMBEDDING_MODEL", "/models/x.onnx");
        SystemEnvironmentPropertySource source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment);

        EmbeddingProperties properties = new Binder(ConfigurationPropertySources.from(source))
                .bind("image-clustering.embedding", EmbeddingProperties.class)
                .get();

        assertThat(properties.model()).isEqualTo(Path.of("/models/x.onnx"));
    }
}
