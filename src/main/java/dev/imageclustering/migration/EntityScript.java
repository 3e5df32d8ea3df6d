package dev.imageclustering.migration;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.ManagedBeanSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;
import org.hibernate.tool.schema.SourceType;
import org.hibernate.tool.schema.TargetType;
import org.hibernate.tool.schema.spi.ContributableMatcher;
import org.hibernate.tool.schema.spi.ExceptionHandler;
import org.hibernate.tool.schema.spi.ExecutionOptions;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.ScriptSourceInput;
import org.hibernate.tool.schema.spi.ScriptTargetOutput;
import org.hibernate.tool.schema.spi.SourceDescriptor;
import org.hibernate.tool.schema.spi.TargetDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.hibernate.SpringImplicitNamingStrategy;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypesScanner;

/** The statements with which Hibernate would create the tables of the entities, named as the running service names them. */
final class EntityScript {

    private static final int OLDEST_DATABASE = 14;

    private EntityScript() {}

    /** Returns the statements for the entities of these packages and of those below them; names are unqualified. */
    static List<String> statements(String... packages) {
        try (StandardServiceRegistry registry = registry()) {
            MetadataSources sources = new MetadataSources(registry);
            new PersistenceManagedTypesScanner(new DefaultResourceLoader())
                    .scan(packages)
                    .getManagedClassNames()
                    .forEach(sources::addAnnotatedClassName);
            return statements(registry, sources.buildMetadata());
        }
    }

    /** Without a connection, so that nothing can happen outside the transaction of the caller. */
    private static StandardServiceRegistry registry() {
        return new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder().build())
                .applySetting(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
                .applySetting(JdbcSettings.CONNECTION_PROVIDER, new UserSuppliedConnectionProviderImpl())
                .applySetting(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL")
                .applySetting(JdbcSettings.JAKARTA_HBM2DDL_DB_MAJOR_VERSION, OLDEST_DATABASE)
                .applySetting(ManagedBeanSettings.BEAN_CONTAINER, new UnwiredBeans())
                .applySetting(MappingSettings.IMPLICIT_NAMING_STRATEGY, new SpringImplicitNamingStrategy())
                .applySetting(MappingSettings.PHYSICAL_NAMING_STRATEGY, new PhysicalNamingStrategySnakeCaseImpl())
                .build();
    }

    private static List<String> statements(StandardServiceRegistry registry, Metadata metadata) {
        Statements statements = new Statements();
        registry.requireService(SchemaManagementTool.class)
                .getSchemaCreator(Map.of())
                .doCreation(metadata, new Options(), ContributableMatcher.ALL, new FromMetadata(), statements);
        return List.copyOf(statements.collected);
    }

    private record Options() implements ExecutionOptions {

        @Override
        public Map<String, Object> getConfigurationValues() {
            return Map.of();
        }

        @Override
        public boolean shouldManageNamespaces() {
            return false;
        }

        @Override
        public ExceptionHandler getExceptionHandler() {
            return failure -> {
                throw failure;
            };
        }
    }

    private record FromMetadata() implements SourceDescriptor {

        @Override
        public SourceType getSourceType() {
            return SourceType.METADATA;
        }

        @Override
        public @Nullable ScriptSourceInput getScriptSourceInput() {
            return null;
        }
    }

    private static final class Statements implements TargetDescriptor, ScriptTargetOutput {

        private final List<String> collected = new ArrayList<>();

        @Override
        public EnumSet<TargetType> getTargetTypes() {
            return EnumSet.of(TargetType.SCRIPT);
        }

        @Override
        public ScriptTargetOutput getScriptTargetOutput() {
            return this;
        }

        @Override
        public void prepare() {}

        @Override
        public void accept(String statement) {
            collected.add(statement.endsWith(";") ? statement.substring(0, statement.length() - 1) : statement);
        }

        @Override
        public void release() {}
    }
}
