package dev.imageclustering.migration;

import java.util.List;
import java.util.Map;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.integration.spring.SpringResourceAccessor;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ResourceAccessor;
import org.springframework.core.io.DefaultResourceLoader;

/** The revisions as Liquibase reads them, which needs no database. */
final class RevisionTexts {

    private static final Map<String, Object> SCOPE =
            Map.of(Scope.Attr.logService.name(), new LiquibaseLog(), AnalyticsArgs.ENABLED.getKey(), false);

    private RevisionTexts() {}

    /** Returns the revisions in the order of the chain. */
    static List<ChangeSet> load() {
        ResourceAccessor files = new SpringResourceAccessor(new DefaultResourceLoader());
        try {
            return Scope.child(
                    SCOPE,
                    () -> ChangeLogParserFactory.getInstance()
                            .getParser(Migrator.CHANGELOG, files)
                            .parse(Migrator.CHANGELOG, new ChangeLogParameters(), files)
                            .getChangeSets());
        } catch (Exception failure) {
            throw new IllegalStateException("The revisions of this program cannot be read", failure);
        }
    }
}
