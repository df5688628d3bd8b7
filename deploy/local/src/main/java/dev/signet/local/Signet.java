package dev.signet.local;

import dev.signet.embedded.ServerFailed;
import dev.signet.local.demo.Demo;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** The commands of the script {@code ./signet} that deal with the running suite. */
public final class Signet {
    /** How long the demo waits for a suite that another terminal has just started. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private Signet() {}

    public static void main(String[] arguments) {
        try {
            CommandLine line = CommandLine.parse(List.of(arguments));
            System.exit(run(line, new DataFolder(line.data())));
        } catch (CannotRun reason) {
            System.err.println(reason.getMessage());
            System.exit(reason.exitCode());
        } catch (ServerFailed reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        } catch (Exception failure) {
            // threads of what has been started would keep the process alive
            System.err.println("Signet failed: " + failure);
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static int run(CommandLine line, DataFolder folder) throws Exception {
        return switch (line.command()) {
            case "up" -> up(line, folder);
            case "down" -> down(folder);
            case "status" -> new Status(folder).print(System.out) ? 0 : 1;
            case "logs" -> logs(line, folder);
            case "train" -> train(line);
            case "demo" -> demo(line, folder);
            case "keys" -> keys(line);
            default ->
                throw CannotRun.misused("Unknown command " + line.command() + ": ./signet help shows what there is.");
        };
    }

    private static int up(CommandLine line, DataFolder folder) throws Exception {
        Console console = new Console(System.out);
        start(line, folder, console);
        Banner.print(line.port(), folder, System.out);
        new CountDownLatch(1).await();
        return 0;
    }

    private static int down(DataFolder folder) {
        boolean ended = new Running(folder).end();
        System.out.println(ended ? "Signet is stopped." : "Signet does not run on " + folder.root() + ".");
        return 0;
    }

    private static int logs(CommandLine line, DataFolder folder) throws InterruptedException {
        new Logs(folder, System.out).show(line.words(), line.follow());
        return 0;
    }

    /** What the script has done once after a build, on a folder of its own. */
    private static int train(CommandLine line) throws Exception {
        Training training = Training.open(Java.project(), line.data(), new Console(System.out));
        Runtime.getRuntime().addShutdownHook(new Thread(training::stop, "stop-training"));
        training.run();
        return 0;
    }

    /** For a production of one's own. */
    private static int keys(CommandLine line) {
        Path folder = Secrets.makeIn(Path.of(line.words().getFirst()));
        System.out.println("""
                %1$s holds what every service of a production must have, and nobody else may read:
                  SIGNET_KEYSET_FILE=%1$s/keyset.json
                  SIGNET_OPERATOR_CREDENTIALS_FILE=%1$s/operator-credentials
                Keep a copy of the keyset: without it nothing that is stored sealed can be opened.""".formatted(folder));
        return 0;
    }

    private static int demo(CommandLine line, DataFolder folder) throws InterruptedException {
        boolean runs = new Running(folder).of(Running.SUITE).isPresent();
        if (!runs) {
            start(line, folder, new Console(System.out));
        } else if (!Status.awaitUp(folder, LONGEST_START)) {
            throw new CannotRun("Not every part of Signet is up: ./signet status shows which.");
        }
        int port = PortBook.read(folder).of(PortBook.GATEWAY).orElse(line.port());
        try {
            Demo.play(URI.create("http://localhost:" + port), Settings.REGION, folder.operatorCredentials());
            return 0;
        } catch (Exception failure) {
            throw new CannotRun("The demo did not reach its end: " + failure.getMessage(), failure);
        }
    }

    /** Starts the suite in this process; it is stopped when the process ends, however it is asked to. */
    private static void start(CommandLine line, DataFolder folder, Console console) {
        Settings settings =
                new Settings(Java.project(), line.data(), line.port(), line.replicas(), Settings.Control.NONE);
        Suite suite = Suite.open(settings, console);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::stop, "stop-suite"));
        onSecondInterruptKill(folder);
        suite.start();
    }

    /** The first Ctrl-C stops in order; one who presses it again does not want to wait. */
    private static void onSecondInterruptKill(DataFolder folder) {
        CountDownLatch first = new CountDownLatch(1);
        Signal.handle(new Signal("INT"), _ -> {
            if (first.getCount() == 0) {
                new Running(folder)
                        .parts().stream()
                                .filter(part -> !part.equals(Running.SUITE))
                                .forEach(
                                        part -> new Running(folder).of(part).ifPresent(ProcessHandle::destroyForcibly));
                Runtime.getRuntime().halt(130);
            }
            first.countDown();
            Thread.ofPlatform().start(() -> System.exit(130));
        });
    }
}
