package dev.signet.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What was asked for at the command line.
 *
 * @param command the first word
 * @param replicas how many processes of each service
 * @param words what follows it and is no option
 */
record CommandLine(String command, Path data, int port, int replicas, boolean follow, List<String> words) {
    private static final int DEFAULT_PORT = 8080;
    /** Each replica of each service may hold more than twenty connections to PostgreSQL. */
    private static final int MOST_REPLICAS = 8;

    private static final String KEYS = "keys";
    private static final Set<String> TAKE_WORDS = Set.of("logs", KEYS);

    static CommandLine parse(List<String> arguments) {
        Path data = Path.of(".signet");
        int port = DEFAULT_PORT;
        int replicas = 1;
        boolean follow = false;
        List<String> words = new ArrayList<>();
        for (int at = 0; at < arguments.size(); at++) {
            switch (arguments.get(at)) {
                case "--data" -> data = Path.of(value(arguments, at++));
                case "--port" -> port = port(value(arguments, at++));
                case "--replicas" -> replicas = replicas(value(arguments, at++));
                case "-f", "--follow" -> follow = true;
                case String option
                when option.startsWith("-") ->
                    throw CannotRun.misused("Unknown option " + option + ": ./signet help shows what there is.");
                case String word -> words.add(word);
            }
        }
        if (words.isEmpty()) {
            throw CannotRun.misused("A command is missing: ./signet help shows what there is.");
        }
        if (words.getFirst().equals(KEYS) && words.size() != 2) {
            throw CannotRun.misused("The command keys takes one folder, in which it makes them.");
        }
        if (words.size() > 1 && !TAKE_WORDS.contains(words.getFirst())) {
            throw CannotRun.misused("The command " + words.getFirst() + " takes no " + words.get(1)
                    + ": ./signet help shows what there is.");
        }
        return new CommandLine(
                words.getFirst(), data, port, replicas, follow, List.copyOf(words.subList(1, words.size())));
    }

    private static String value(List<String> arguments, int at) {
        if (at + 1 >= arguments.size() || arguments.get(at + 1).startsWith("-")) {
            throw CannotRun.misused("The option " + arguments.get(at) + " needs a value.");
        }
        return arguments.get(at + 1);
    }

    private static int replicas(String value) {
        int replicas = value.matches("\\d{1,2}") ? Integer.parseInt(value) : 0;
        if (replicas < 1 || replicas > MOST_REPLICAS) {
            throw CannotRun.misused(
                    "The number of replicas must be from 1 to " + MOST_REPLICAS + ", not " + value + ".");
        }
        return replicas;
    }

    private static int port(String value) {
        int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
        if (port < 1 || port > 65_535) {
            throw CannotRun.misused("The port must be a number from 1 to 65535, not " + value + ".");
        }
        return port;
    }
}
