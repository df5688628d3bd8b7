package dev.signet.acceptance;

import dev.signet.local.demo.Demo;
import org.junit.jupiter.api.Test;

/** The story that must always work, with the AWS SDK for Java. */
class StoryTest {
    @Test
    void goesFromSignUpToAPushOnAnotherDevice() throws Exception {
        RunningSuite suite = RunningSuite.get();

        Demo.play(suite.endpoint(), "us-east-1", suite.credentials());
    }
}
