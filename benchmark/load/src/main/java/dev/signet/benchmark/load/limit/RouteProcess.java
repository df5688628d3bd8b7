package dev.signet.benchmark.load.limit;

import dev.signet.benchmark.load.generator.Generator;
import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.scenario.Meter;
import dev.signet.benchmark.load.scenario.Scenario;
import dev.signet.benchmark.load.scenario.Slice;
import dev.signet.benchmark.load.scenario.World;
import dev.signet.benchmark.load.suite.ChildProcess;
import dev.signet.benchmark.load.suite.Md5;
import dev.signet.benchmark.load.suite.Processors;
import dev.signet.benchmark.load.suite.ScratchDatabase;
import dev.signet.embedded.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A Quarkus application that answers with one prepared SELECT by primary key: same JVM flags, same PostgreSQL. */
public final class RouteProcess implements Scenario, AutoCloseable {
    private static final int ROWS = 100_000;
    private static final String FILL = """
            create table bare_user as
            select md5('bare-' || n)::uuid::text as sub,
                jsonb_build_object('email', 'user-' || n || '@example.com', 'name', repeat('x', 200))::text as attributes
            from generate_series(1, %d) n""".formatted(ROWS);

    private final World world;
    private final ChildProcess process;
    private final Generator generator;

    private RouteProcess(World world, ChildProcess process, Generator generator) {
        this.world = world;
        this.process = process;
        this.generator = generator;
    }

    /** Starts it on a table of its own. */
    public static RouteProcess start(World world, Path home) {
        ScratchDatabase database = ScratchDatabase.make(world.suite(), "bench_bare");
        database.execute(
                "drop table if exists bare_user",
                FILL,
                "alter table bare_user add primary key (sub)",
                "analyze bare_user");
        int port = Ports.free();
        Path jar = home.resolve("benchmark/bare/target/quarkus-app/quarkus-run.jar");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(world.suite().flagsOfServices());
        command.addAll(List.of("-jar", jar.toString()));
        ChildProcess process = ChildProcess.start(
                "bare-route",
                world.suite().data(),
                Processors.forServer(command),
                Map.of(
                        "QUARKUS_HTTP_PORT", String.valueOf(port),
                        "QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", database.login(),
                        "QUARKUS_DATASOURCE_PASSWORD", database.password()));
        URI endpoint = URI.create("http://localhost:" + port);
        process.awaitAnswer(endpoint.resolve("/ready"), Duration.ofSeconds(60));
        return new RouteProcess(
                world, process, new Generator(endpoint, world.sizes().connections()));
    }

    @Override
    public String id() {
        return "bare-route";
    }

    @Override
    public String title() {
        return "Bare Quarkus route, one prepared SELECT";
    }

    @Override
    public Slice round(Duration time, int batch) {
        List<Prepared> requests = IntStream.range(0, 1_000)
                .mapToObj(number -> Prepared.get("/users/" + key(number * (ROWS / 1_000) + 1)))
                .toList();
        Meter meter = world.meter().with("bare route", process.tree());
        meter.leg(() -> generator.during(requests, time));
        return meter.slice();
    }

    /** The key that PostgreSQL made of the same words. */
    private static String key(int number) {
        return Md5.uuid("bare-" + number);
    }

    @Override
    public void close() {
        process.close();
    }
}
