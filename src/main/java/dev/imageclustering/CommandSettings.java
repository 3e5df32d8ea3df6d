package dev.imageclustering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The server's settings as a command sees them: arguments, system properties, variables and files, in this order. A
 * setting that can be found without Spring is, because Spring takes longer than all the rest of a command that only
 * looks.
 */
final class CommandSettings {

    /** What makes the server read more than arguments, system properties, variables and the file in the jar. */
    private static final List<String> FURTHER = List.of(
            "spring.application.json",
            "spring.config.name",
            "spring.config.location",
            "spring.config.additional-location",
            "spring.config.import",
            "spring.profiles.active");

    private final List<String> arguments;
    private final List<Map<String, String>> plain;
    private final boolean further;

    /**
     * Looks where there are settings.
     *
     * @param arguments of the command line, {@code --name=value}
     */
    CommandSettings(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
        this.plain = List.of(named(arguments), relaxed(System.getProperties()), relaxed(System.getenv()));
        this.further = FURTHER.stream().anyMatch(name -> plainly(name).isPresent()) || hasFilesHere();
    }

    /**
     * Returns the first of several settings that has a value. An empty one counts as none: that is what an unset variable
     * of a compose file becomes.
     */
    Optional<String> first(String... names) {
        return Stream.of(names).flatMap(name -> text(name).stream()).findFirst();
    }

    private Optional<String> text(String name) {
        Optional<String> text = plainly(name);
        if (further || text.filter(value -> value.contains("${")).isPresent()) {
            text = Optional.ofNullable(binder().bind(name, String.class).orElse(null));
        }
        return text.filter(value -> !value.isBlank());
    }

    /** Returns what Spring makes of the settings. */
    Binder binder() {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(arguments.toArray(String[]::new)));
        if (further) {
            new SpringApplicationJsonEnvironmentPostProcessor()
                    .postProcessEnvironment(environment, new SpringApplication());
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        }
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment);
    }

    private Optional<String> plainly(String name) {
        String key = relaxed(name);
        return plain.stream()
                .flatMap(source -> Stream.ofNullable(source.get(key)))
                .findFirst();
    }

    private static boolean hasFilesHere() {
        try (Stream<Path> here = Files.list(Path.of(""))) {
            return here.map(Path::toString).anyMatch(name -> name.startsWith("application") || name.equals("config"));
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static Map<String, String> named(List<String> arguments) {
        Map<Object, Object> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.substring("--".length()).split("=", 2);
            values.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        return relaxed(values);
    }

    private static Map<String, String> relaxed(Map<?, ?> values) {
        Map<String, String> relaxed = new HashMap<>();
        values.forEach((name, value) -> relaxed.put(relaxed(String.valueOf(name)), String.valueOf(value)));
        return relaxed;
    }

    /** One spelling for {@code spring.datasource.url}, {@code SPRING_DATASOURCE_URL} and the like. */
    private static String relaxed(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }
}
