package dev.signet.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.signet.wire", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_KNOW_EACH_OTHER_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("contract")
            .definedBy("dev.signet.wire")
            .layer("model")
            .definedBy("dev.signet.wire.model")
            .layer("codec")
            .definedBy("dev.signet.wire.codec")
            .layer("check")
            .definedBy("dev.signet.wire.check")
            .layer("http")
            .definedBy("dev.signet.wire.http")
            .whereLayer("http")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("check")
            .mayOnlyBeAccessedByLayers("http")
            .whereLayer("codec")
            .mayOnlyBeAccessedByLayers("check", "http")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("check", "http");

    @ArchTest
    static final ArchRule WIRE_KNOWS_NO_SERVICE_NO_STORE_AND_NO_BROKER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon.awssdk.services..",
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "org.apache.kafka..",
                    "dev.signet.iam..",
                    "dev.signet.events..",
                    "dev.signet.keyset..");

    @ArchTest
    static final ArchRule REFLECTION_IS_OVER_WHEN_SERVING_STARTS = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Finder")
            .and()
            .doNotHaveSimpleName("Plans")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..");
}
