package dev.signet.sync;

import dev.signet.testkit.ServiceArchitecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> theServiceKeepsToTheArchitecture() {
        return ServiceArchitecture.tests("dev.signet.sync");
    }
}
