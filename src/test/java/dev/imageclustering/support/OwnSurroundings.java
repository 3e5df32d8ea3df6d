package dev.imageclustering.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives an application context a database and a folder for photos that nobody else uses. */
public final class OwnSurroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        FreshDatabase database = TestDatabase.createDatabase();
        Path photos = folder();
        context.getBeanFactory().registerSingleton("freshDatabase", database);
        TestPropertyValues.of(
                        "spring.datasource.hikari.maximum-pool-size=10", "image-clustering.storage.root=" + photos)
                .and(TestDatabase.container().isPresent() ? Stream.empty() : settings(database))
                .applyTo(context);
        disposeLast(context, () -> {
            database.close();
            FileSystemUtils.deleteRecursively(photos);
        });
    }

    /** In Docker {@link ContainerDatabase} takes their place. */
    private static Stream<String> settings(FreshDatabase database) {
        return Stream.of(
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password());
    }

    /** Beans go in the reverse order of their registration, and none is registered before this one. */
    private static void disposeLast(ConfigurableApplicationContext context, DisposableBean disposal) {
        if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry registry) {
            registry.registerDisposableBean("ownSurroundings", disposal);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("test-photos");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
