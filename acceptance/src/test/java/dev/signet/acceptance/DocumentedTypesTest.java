package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Keeps the sources readable: each public type of the platform and the services says in a sentence what it is. */
class DocumentedTypesTest {
    private static final Path MAIN = Path.of("src", "main", "java");

    @Test
    void eachPublicTypeSaysWhatItIs() throws IOException {
        // Given
        List<Path> sources = mainSources();

        // When
        List<String> silent = silentTypes(sources);

        // Then
        assertThat(sources).hasSizeGreaterThan(300);
        assertThat(silent).as("public types without a Javadoc sentence").isEmpty();
    }

    private static List<String> silentTypes(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees docs = DocTrees.instance(task);
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .flatMap(unit -> silentTypes(unit, docs))
                    .toList();
        }
    }

    private static Stream<String> silentTypes(CompilationUnitTree unit, DocTrees docs) {
        return unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(type -> type.getModifiers().getFlags().contains(Modifier.PUBLIC))
                .filter(type -> !hasSentence(TreePath.getPath(unit, type), docs))
                .map(type -> unit.getPackageName() + "." + type.getSimpleName());
    }

    private static boolean hasSentence(TreePath type, DocTrees docs) {
        var comment = docs.getDocCommentTree(type);
        return comment != null
                && !comment.getFirstSentence().isEmpty()
                && comment.getFirstSentence().toString().contains(" ");
    }

    private static List<Path> mainSources() throws IOException {
        Path project = Path.of("").toAbsolutePath().getParent();
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> folders = Files.walk(project, 2)) {
            for (Path folder : folders.map(each -> each.resolve(MAIN))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }
}
