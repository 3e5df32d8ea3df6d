package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.imageclustering.ImageClusteringApplication;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.actuate.endpoint.LiquibaseEndpoint;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseEndpointAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The migration as a part of the application's start, on the settings and the entities of the application. */
@ExtendWith(OutputCaptureExtension.class)
class StartupMigrationTests {

    private final MigratedDatabase database = new MigratedDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void makesASchemaThatEveryEntityFits() {
        try (ConfigurableApplicationContext application = start()) {
            assertThat(application
                            .getBean(EntityManagerFactory.class)
                            .getMetamodel()
                            .getEntities())
                    .extracting(EntityType::getName)
                    .containsExactlyInAnyOrder(
                            "Image",
                            "ImageFeatures",
                            "ImageQualityScore",
                            "ImageEmbedding",
                            "EmbeddingModel",
                            "ImageBatch",
                            "ImageBatchAssociation",
                            "ImageDecision",
                            "RunRecord",
                            "RunResult");
            assertThat(application.getEnvironment().getProperty("spring.jpa.hibernate.ddl-auto"))
                    .isEqualTo("validate");
        }
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void isTheOnlyMigrationOfTheApplication() {
        try (ConfigurableApplicationContext application = start()) {
            assertThat(application.getBeansOfType(SpringLiquibase.class).values())
                    .singleElement()
                    .isInstanceOf(StartupMigration.class);
        }
    }

    @Test
    void showsTheHistoryInTheEndpoint() {
        try (ConfigurableApplicationContext application = start()) {
            assertThat(application
                            .getBean(LiquibaseEndpoint.class)
                            .liquibaseBeans()
                            .getContexts()
                            .values())
                    .singleElement()
                    .extracting(context -> context.getLiquibaseBeans().get("liquibase"))
                    .satisfies(bean -> assertThat(bean.getChangeSets())
                            .extracting(LiquibaseEndpoint.ChangeSetDescriptor::getId)
                            .containsExactlyElementsOf(RevisionFiles.ids()));
        }
    }

    @Test
    void startsThreeApplicationsAtOnceOnAnEmptyDatabase() throws Exception {
        // Not as whole applications: those share the set-up of the log in their JVM.
        ApplicationContextRunner start = new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(DatabaseOnly.class)
                .withPropertyValues(connection());
        List<Future<Boolean>> started = new ArrayList<>();
        try (ExecutorService starts = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 3; i++) {
                CompletableFuture<Boolean> up = new CompletableFuture<>();
                started.add(up);
                starts.submit(() -> start.run(context -> up.complete(context.getStartupFailure() == null)));
            }
        }

        for (Future<Boolean> up : started) {
            assertThat(up.get(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void doesNothingWhenItIsSwitchedOff() {
        assertThatException()
                .isThrownBy(() -> start("spring.liquibase.enabled=false"))
                .havingRootCause()
                .withMessageContaining("missing table");
        assertThat(database.schema()).isEmpty();
    }

    @Test
    void saysInOneLineWhyTheApplicationDoesNotStart(CapturedOutput output) {
        database.moveTo(1);
        database.jdbc().sql("create table image_batch_association ()").update();

        assertThatException().isThrownBy(this::start);

        assertThat(output)
                .contains(
                        "The service does not start: Revision ba650b8c5046 (Create association table and migrate) failed"
                                + " and nothing of it was kept: ERROR: relation \"image_batch_association\" already exists")
                .doesNotContain("\tat ");
    }

    private ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(DatabaseOnly.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(connection())
                .properties(properties)
                .run();
    }

    private String[] connection() {
        return new String[] {"spring.datasource.url=" + database.scratch().url(), "spring.datasource.username=postgres"
        };
    }

    /** The application from the database up to the entities. */
    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = ImageClusteringApplication.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        EndpointAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        LiquibaseAutoConfiguration.class,
        LiquibaseEndpointAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @Import(MigrationConfiguration.class)
    static class DatabaseOnly {}
}
