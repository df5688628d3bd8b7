package dev.signet.userpool.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CategoryTest {
    @TestFactory
    Stream<DynamicTest> everyOperationThatIsBuiltHasACategory() {
        var operations = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.signet.userpool").stream()
                        .filter(type -> type.isAssignableTo(Api.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                                && method.getRawReturnType().isEquivalentTo(Uni.class))
                        .map(CategoryTest::awsName)
                        .distinct()
                        .toList();
        assertThat(operations).contains("InitiateAuth", "ListUsers").hasSizeGreaterThan(40);
        return operations.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertThat(Category.of(name)).as(name).isPresent()));
    }

    private static String awsName(JavaMethod method) {
        String name = method.getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
