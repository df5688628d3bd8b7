package dev.signet.identitypool;

import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/** A test of the whole service against real servers, with identity providers beside it. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_identity_pool"))
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface IdentityPoolTest {
    /** The AWS SDK's clients of identity pools. */
    final class Clients {
        private Clients() {}

        public static CognitoIdentityClient anonymous() {
            return SignetClients.underTest().identityPools();
        }

        public static CognitoIdentityClient operator() {
            return SignetClients.underTest().operator().identityPools();
        }
    }
}
