package dev.imageclustering;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;

@AnalyzeClasses(packagesOf = ImageClusteringApplication.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule clusteringKnowsOnlyArrays = classes()
            .that()
            .resideInAPackage("dev.imageclustering.clustering..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "jdk.incubator.vector..", "org.jspecify..", "dev.imageclustering.clustering..")
            .because("the algorithms have to be usable, testable and fast without a framework around them");

    @ArchTest
    static final ArchRule visionKnowsOnlyItsCodecs = classes()
            .that()
            .resideInAPackage("dev.imageclustering.vision..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.imageio..",
                    "com.sun.management..",
                    "org.jspecify..",
                    "org.bytedeco..",
                    "ai.onnxruntime..",
                    "com.twelvemonkeys..",
                    "com.github.jaiimageio..",
                    "dev.imageclustering.vision..")
            .because("pictures are decoded without Spring and without the database");

    @ArchTest
    static final ArchRule codecsStayInVision = noClasses()
            .that()
            .resideOutsideOfPackage("dev.imageclustering.vision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.bytedeco..",
                    "ai.onnxruntime..",
                    "javax.imageio..",
                    "com.twelvemonkeys..",
                    "com.github.jaiimageio..")
            .because("native memory and hostile files are handled in one place");

    @ArchTest
    static final ArchRule onlyWebKnowsHttp = noClasses()
            .that()
            .resideOutsideOfPackage("..web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.servlet..", "org.springframework.web..", "org.springframework.http..", "io.swagger..")
            .because("a feature works the same when it is called by a job or a command");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            noFields().should().beAnnotatedWith(Autowired.class).because("a constructor shows what a class needs");

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes = noClasses()
            .should()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("such a name bears no intent");

    @Test
    void modulesKeepTheirBoundaries() {
        ApplicationModules.of(ImageClusteringApplication.class).verify();
    }
}
