package dev.signet.sync;

import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service with real servers behind it. */
@QuarkusTest
@QuarkusTestResource(value = BackingServers.class, initArgs = @ResourceArg(name = "database", value = "signet_sync"))
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SyncServiceTest {}
