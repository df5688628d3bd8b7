package dev.signet.local;

import java.io.IOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where this process logs to: Kafka, which runs in it, has a log of its own. */
final class LogFiles {
    private static final int LARGEST = 10 << 20;
    /** Loggers are collected when nobody holds them. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private static final Logger BROKER = Logger.getLogger("kafka");

    private LogFiles() {}

    static void open(DataFolder folder) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        LogManager.getLogManager().reset();
        try {
            Logger.getLogger("").addHandler(file(folder, "suite"));
            Handler kafka = file(folder, "kafka");
            for (Logger logger : new Logger[] {KAFKA, BROKER}) {
                logger.setUseParentHandlers(false);
                logger.setLevel(Level.WARNING);
                logger.addHandler(kafka);
            }
        } catch (IOException e) {
            throw new CannotRun("The logs in " + folder.logs() + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static Handler file(DataFolder folder, String name) throws IOException {
        FileHandler handler = new FileHandler(folder.log(name).toString(), LARGEST, 1, true);
        handler.setFormatter(new SimpleFormatter());
        return handler;
    }
}
