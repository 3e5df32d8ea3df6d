package dev.imageclustering.platform.startup;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Connects once before the pool is made: the pool would log a stack trace, and would try again and again before that.
 */
final class DatabaseReachability implements BeanPostProcessor {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final String TIMEOUT_SECONDS = "10";

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof JdbcConnectionDetails details) {
            requireReachable(details);
        }
        return bean;
    }

    private static void requireReachable(JdbcConnectionDetails details) {
        String url = details.getJdbcUrl();
        if (!url.startsWith(PREFIX)) {
            throw new UnreachableDatabase(url, "The URL has to start with %s.".formatted(PREFIX));
        }
        try {
            DriverManager.getConnection(url, properties(details)).close();
        } catch (SQLException refused) {
            throw new UnreachableDatabase(url, refused);
        }
    }

    private static Properties properties(JdbcConnectionDetails details) {
        Properties properties = new Properties();
        put(properties, "user", details.getUsername());
        put(properties, "password", details.getPassword());
        properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
        properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
        return properties;
    }

    private static void put(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
