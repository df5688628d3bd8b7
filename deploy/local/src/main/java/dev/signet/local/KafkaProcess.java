package dev.signet.local;

import dev.signet.embedded.KafkaMain;
import dev.signet.embedded.PidFile;
import dev.signet.embedded.RunningServer;
import dev.signet.embedded.ServerFailed;
import dev.signet.embedded.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kafka as an own process, for one who wants to stop it apart from the launcher. */
record KafkaProcess(ServerProcess process) implements RunningServer {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    static KafkaProcess start(DataFolder folder, int port) {
        PidFile pidFile = folder.pidFile("kafka");
        pidFile.endOrphan(PATIENCE);
        String mark = "-Ddev.signet.data=" + folder.root();
        List<String> command = List.of(
                Java.program(),
                mark,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + folder.temporary(),
                "-cp",
                System.getProperty("java.class.path"),
                KafkaMain.class.getName(),
                folder.root().toString(),
                String.valueOf(port));
        var program = new ServerProcess.Program("Kafka", command, mark);
        var kafka = new KafkaProcess(
                ServerProcess.start(program, Java.workingFolder(), pidFile, folder.log("kafka-process")));
        kafka.awaitListening(port);
        return kafka;
    }

    @Override
    public void stop() {
        process.stop(PATIENCE);
    }

    private void awaitListening(int port) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!listens(port)) {
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                stop();
                throw new ServerFailed("Kafka did not get ready within " + START.toSeconds() + " s.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServerFailed("Interrupted while Kafka started.", e);
            }
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
