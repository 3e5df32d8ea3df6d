package dev.imageclustering.platform.startup;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks at what the service stands on before it is built. */
@Configuration(proxyBeanMethods = false)
class StartupConfiguration {

    @Bean
    static DatabaseReachability databaseReachability() {
        return new DatabaseReachability();
    }
}
