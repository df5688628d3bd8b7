package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    Path folder;

    private Programs programs;
    private DataFolder trained;
    private DataFolder fresh;

    @BeforeEach
    void aTrainedFolderWithAProgramAndALinkToIt() throws IOException {
        programs = Programs.of(folder.resolve("project"));
        trained = new DataFolder(folder.resolve("trained"));
        fresh = new DataFolder(folder.resolve("fresh"));
        Files.createDirectories(folder.resolve("project/target"));
        Files.createDirectories(fresh.root());
        Path version = Files.createDirectories(trained.programs().resolve("postgres-18"));
        Files.writeString(version.resolve("initdb"), "a program");
        Files.setPosixFilePermissions(version.resolve("initdb"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(version.resolve("link"), Path.of("initdb"));
    }

    @Test
    void whatATrainingRunUnpackedIsGivenToAFreshFolder() throws IOException {
        programs.keep(trained);
        programs.bring(fresh);

        Path program = fresh.programs().resolve("postgres-18/initdb");
        assertThat(program).hasContent("a program").isExecutable();
        assertThat(Files.readSymbolicLink(program.resolveSibling("link"))).isEqualTo(Path.of("initdb"));
    }

    @Test
    void aFolderKeepsTheProgramsThatItHas() throws IOException {
        programs.keep(trained);
        Files.createDirectories(fresh.programs().resolve("postgres-17"));

        programs.bring(fresh);

        assertThat(fresh.programs().resolve("postgres-18")).doesNotExist();
    }

    @Test
    void withoutATrainingRunThereIsNothingToGive() {
        programs.bring(fresh);

        assertThat(fresh.programs()).doesNotExist();
    }

    @Test
    void whatIsKeptTakesThePlaceOfWhatWasKept() throws IOException {
        programs.keep(trained);
        Files.writeString(trained.programs().resolve("postgres-18/initdb"), "a newer program");

        programs.keep(trained);

        assertThat(programs.kept().resolve("postgres-18/initdb")).hasContent("a newer program");
    }
}
