package dev.signet.local;

import dev.signet.embedded.PidFile;
import dev.signet.embedded.RunningServer;
import dev.signet.embedded.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the four services as an own process. */
record ServiceProcess(ServerProcess process) implements RunningServer {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    static ServiceProcess start(
            Replica replica, Settings settings, DataFolder folder, Map<String, String> environment) {
        PidFile pidFile = folder.pidFile(replica.id());
        pidFile.endOrphan(PATIENCE);
        String mark = "-Ddev.signet.data=" + folder.root();
        AotCache cache = AotCache.of(replica.service(), settings.project());
        List<String> command = new ArrayList<>(List.of(
                Java.program(),
                mark,
                "-Ddev.signet.service=" + replica.id(),
                "-Xms64m",
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + replica.service().compilers(),
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                // what the compilers needed goes back to the system
                "-XX:TrimNativeHeapInterval=30000",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + folder.temporary(),
                "-Djna.tmpdir=" + folder.temporary()));
        command.addAll(replica.service().profiling());
        command.addAll(settings.control().training() ? cache.write() : cache.use());
        command.addAll(List.of("-jar", replica.service().jar(settings.project()).toString()));
        var program = new ServerProcess.Program(replica.id(), command, mark, environment);
        return new ServiceProcess(ServerProcess.start(program, folder.root(), pidFile, folder.log(replica.id())));
    }

    @Override
    public void stop() {
        process.stop(PATIENCE);
    }

    /** Whether the service that listens there says it is ready. */
    static boolean isReady(HttpClient client, int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void requireBuilt(Path project) {
        for (Service service : Service.values()) {
            if (!Files.exists(service.jar(project))) {
                throw new CannotRun("The service " + service.id()
                        + " is not built: run ./signet up, which builds what is missing.");
            }
        }
    }
}
