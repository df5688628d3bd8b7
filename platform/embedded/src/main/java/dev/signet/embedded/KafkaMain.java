package dev.signet.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Kafka as a program of its own. Arguments: the data folder and the port. */
public final class KafkaMain {
    private static final Logger ROOT = Logger.getLogger("");

    private KafkaMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ROOT.setLevel(Level.WARNING);
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop, "stop-kafka"));
        new CountDownLatch(1).await();
    }
}
