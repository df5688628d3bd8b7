package dev.signet.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for at the command line.
 *
 * @param command the first word
 * @param words what follows it and is no option
 */
record CommandLine(String command, Path data, int port, boolean follow, List<String> words) {
    private static final int DEFAULT_PORT = 8080;

    static CommandLine parse(List<String> arguments) {
        Path data = Path.of(".signet");
        int port = DEFAULT_PORT;
        boolean follow = false;
        List<String> words = new ArrayList<>();
        for (int at = 0; at < arguments.size(); at++) {
            switch (arguments.get(at)) {
                case "--data" -> data = Path.of(value(arguments, at++));
                case "--port" -> port = port(value(arguments, at++));
                case "-f", "--follow" -> follow = true;
                case String option
                when option.startsWith("-") ->
                    throw new CannotRun("Unknown option " + option + ": ./signet help shows what there is.");
                case String word -> words.add(word);
            }
        }
        if (words.isEmpty()) {
            throw new CannotRun("A command is missing: ./signet help shows what there is.");
        }
        return new CommandLine(words.getFirst(), data, port, follow, List.copyOf(words.subList(1, words.size())));
    }

    private static String value(List<String> arguments, int at) {
        if (at + 1 >= arguments.size()) {
            throw new CannotRun("The option " + arguments.get(at) + " needs a value.");
        }
        return arguments.get(at + 1);
    }

    private static int port(String value) {
        int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
        if (port < 1 || port > 65_535) {
            throw new CannotRun("The port must be a number from 1 to 65535, not " + value + ".");
        }
        return port;
    }
}
