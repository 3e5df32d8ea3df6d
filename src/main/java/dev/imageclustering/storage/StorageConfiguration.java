package dev.imageclustering.storage;

import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    PhotoStore photoStore(StorageProperties properties, Clock clock) {
        try {
            return new PhotoStore(properties, clock);
        } catch (IOException unusable) {
            throw new UnusableStorage(properties.root().toAbsolutePath().normalize(), unusable);
        }
    }
}
