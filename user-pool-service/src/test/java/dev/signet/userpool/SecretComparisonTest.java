package dev.signet.userpool;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Secrets are compared by what takes as long wherever they differ. */
class SecretComparisonTest {
    /** Compares what policies name, no secrets. */
    private static final String POLICIES = "dev.signet.iam.policy..";

    /** What compares proofs of passwords, client secrets and signatures. */
    private static final String PROOFS = ".*\\.(SrpProof|ClientSecrets|Signing)";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.signet.userpool", "dev.signet.iam", "dev.signet.keyset");

    @Test
    void noBytesAreComparedOneAfterTheOther() {
        noClasses()
                .that()
                .resideOutsideOfPackage(POLICIES)
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .orShould()
                .callMethod(Arrays.class, "compare", byte[].class, byte[].class)
                .orShould()
                .callMethod(Arrays.class, "mismatch", byte[].class, byte[].class)
                .orShould()
                .callMethod(Objects.class, "deepEquals", Object.class, Object.class)
                .orShould()
                .callMethod(ByteBuffer.class, "equals", Object.class)
                .check(CODE);
    }

    @Test
    void proofsAreComparedInConstantTime() {
        classes()
                .that()
                .haveNameMatching(PROOFS)
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(CODE);
    }
}
