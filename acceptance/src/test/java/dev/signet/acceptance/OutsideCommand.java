package dev.signet.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of somebody else's against the suite, with the operator's key in its environment. */
final class OutsideCommand {
    /** How a program ended and what it said. */
    record Result(int exit, String output) {}

    private OutsideCommand() {}

    static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
    }

    static Result run(Path folder, Map<String, String> environment, int minutes, String... command)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("signet-outside-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
            process.destroyForcibly();
            String output = Files.readString(said);
            if (!ended) {
                throw new AssertionError(
                        String.join(" ", command) + " took more than " + minutes + " minutes:\n" + output);
            }
            return new Result(process.exitValue(), output);
        } finally {
            Files.delete(said);
        }
    }

    /** The environment in which AWS tools find the suite. */
    static Map<String, String> environment(RunningSuite suite) {
        var key = software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider.builder()
                .profileFile(software.amazon.awssdk.profiles.ProfileFile.builder()
                        .content(suite.credentials())
                        .type(software.amazon.awssdk.profiles.ProfileFile.Type.CREDENTIALS)
                        .build())
                .profileName("default")
                .build()
                .resolveCredentials();
        return Map.of(
                "SIGNET_ENDPOINT", suite.endpoint().toString(),
                "AWS_ACCESS_KEY_ID", key.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", key.secretAccessKey(),
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_EC2_METADATA_DISABLED", "true");
    }
}
