package dev.imageclustering.platform.startup;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks at what the service stands on before it is built. */
@Configuration(proxyBeanMethods = false)
class StartupConfiguration {

    /** Off for the start without a database that makes the cache of loaded classes for the Docker image. */
    @Bean
    @ConditionalOnBooleanProperty(name = "image-clustering.startup.check-database", matchIfMissing = true)
    static DatabaseReachability databaseReachability() {
        return new DatabaseReachability();
    }
}
