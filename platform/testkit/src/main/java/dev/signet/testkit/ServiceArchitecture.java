package dev.signet.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.signet.wire.Api;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.awscore.AwsRequest;

/**
 * What holds for the code of every service. A service's test returns {@link #tests} from a {@code @TestFactory}, so that
 * each rule is a test of its own.
 */
public final class ServiceArchitecture {
    private static final String WIRE = "dev.signet.wire..";
    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String UNSPEAKING =
            ".*(Manager|Helper|Util|Utils|Impl|DTO|Dto|Data|Info)|(Abstract|Base)[A-Z].*";

    private final String root;
    private final JavaClasses classes;

    private ServiceArchitecture(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
    }

    /** The rules for the service whose code lies in {@code root}, such as {@code dev.signet.sync}. */
    public static Stream<DynamicTest> tests(String root) {
        var architecture = new ServiceArchitecture(root);
        return Stream.of(
                        architecture.featuresFormNoCircle(),
                        onlyApisAndRefusalsKnowWire(),
                        entitiesKnowNeitherWireNorUni(),
                        architecture.servicesKnowOnlyThePlatform(),
                        operationsLiveOnApis(),
                        nobodyWaits(),
                        onlyTheEdgeSubscribes(),
                        namesSayWhatThingsAre())
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(architecture.classes)));
    }

    private ArchRule featuresFormNoCircle() {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .as("features form no circle");
    }

    private static ArchRule onlyApisAndRefusalsKnowWire() {
        return noClasses()
                .that(not(resideInAPackage(WIRE)))
                .and()
                .haveNameNotMatching(".*(Api|Endpoint|Access|Refusals)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAPackage(WIRE).and(not(equivalentTo(Refusal.class))))
                .allowEmptyShould(true)
                .as(
                        "only APIs, endpoints, their access checks and refusals know wire; others at most pass its refusals on");
    }

    private static ArchRule entitiesKnowNeitherWireNorUni() {
        return noClasses()
                .that()
                .areAnnotatedWith(ENTITY)
                .should()
                .dependOnClassesThat(resideInAPackage(WIRE).or(equivalentTo(Uni.class)))
                .allowEmptyShould(true)
                .as("entities are synchronous and know nothing of wire");
    }

    private ArchRule servicesKnowOnlyThePlatform() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.signet..")
                        .and(not(resideInAnyPackage(
                                root + "..", WIRE, "dev.signet.iam..", "dev.signet.keyset..", "dev.signet.events.."))))
                .allowEmptyShould(true)
                .as("a service knows the platform and no other service");
    }

    private static ArchRule operationsLiveOnApis() {
        return methods()
                .that()
                .arePublic()
                .and()
                .haveRawReturnType(Uni.class)
                .and(new OperationParameters())
                .should()
                .beDeclaredInClassesThat()
                .implement(Api.class)
                .andShould()
                .beDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Api")
                .allowEmptyShould(true)
                .as("operations are methods of a feature's API class");
    }

    private static ArchRule nobodyWaits() {
        return noClasses()
                .should()
                .callMethod(Uni.class, "await")
                .allowEmptyShould(true)
                .as("nobody waits for a Uni");
    }

    /** An endpoint on the router and a worker in the background have nobody to hand their Uni on to. */
    private static ArchRule onlyTheEdgeSubscribes() {
        return noClasses()
                .that()
                .haveNameNotMatching(".*(Endpoint|Worker)(\\$.*)?")
                .should()
                .callMethod(Uni.class, "subscribe")
                .allowEmptyShould(true)
                .as("only endpoints and workers subscribe to a Uni");
    }

    private static ArchRule namesSayWhatThingsAre() {
        return noClasses()
                .should()
                .haveNameMatching(".*[.$](" + UNSPEAKING + ")")
                .allowEmptyShould(true)
                .as("names say what things are");
    }

    private static final class OperationParameters extends DescribedPredicate<JavaMethod> {
        OperationParameters() {
            super("take an AWS request first");
        }

        @Override
        public boolean test(JavaMethod method) {
            var parameters = method.getRawParameterTypes();
            return !parameters.isEmpty() && parameters.getFirst().isAssignableTo(AwsRequest.class);
        }
    }
}
