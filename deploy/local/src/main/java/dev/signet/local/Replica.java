package dev.signet.local;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One of the processes of a service.
 *
 * @param number from 1 on
 */
public record Replica(Service service, int number) {
    /** As many as asked for, of each service. */
    static List<Replica> all(int each) {
        return Arrays.stream(Service.values())
                .flatMap(service -> IntStream.rangeClosed(1, each).mapToObj(number -> new Replica(service, number)))
                .toList();
    }

    /** Those that the last start has chosen ports for. */
    static List<Replica> of(PortBook ports) {
        return Arrays.stream(Service.values())
                .flatMap(service -> Stream.iterate(new Replica(service, 1), Replica::next)
                        .takeWhile(replica ->
                                replica.number() == 1 || ports.of(replica.id()).isPresent()))
                .toList();
    }

    /** Its name at the command line and in file names: the service's own, with a number from the second on. */
    public String id() {
        return number == 1 ? service.id() : service.id() + "-" + number;
    }

    private Replica next() {
        return new Replica(service, number + 1);
    }
}
