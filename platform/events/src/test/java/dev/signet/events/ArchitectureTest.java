package dev.signet.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.mutiny.Uni;

@AnalyzeClasses(packages = "dev.signet.events", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("dev.signet.events.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theContractKnowsNoneOfTheMachinery = noClasses()
            .that()
            .resideInAPackage("dev.signet.events")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.signet.events.*..");

    @ArchTest
    static final ArchRule nothingBlocksOnAPipeline = noClasses().should().callMethod(Uni.class, "await");
}
