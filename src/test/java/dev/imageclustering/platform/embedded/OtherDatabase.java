package dev.imageclustering.platform.embedded;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** An application of a process of its own, with nothing but a data source. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({EmbeddedDatabaseAutoConfiguration.class, DataSourceAutoConfiguration.class})
class OtherDatabase {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(OtherDatabase.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(args).close();
    }
}
