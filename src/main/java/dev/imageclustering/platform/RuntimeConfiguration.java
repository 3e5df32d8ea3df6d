package dev.imageclustering.platform;

import dev.imageclustering.shared.CpuPool;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every feature shares: the clock and the processors. */
@Configuration(proxyBeanMethods = false)
class RuntimeConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CpuPool cpuPool(ProcessorProperties properties) {
        int threads = properties.threads();
        return new CpuPool(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }
}
