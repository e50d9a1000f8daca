using System.Runtime.Versioning;
using CommonTests.ProjectModel;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Assert = Xunit.Assert;

namespace CommonTests.IO;

public sealed class FileTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    private AbsolutePath Root => _temporary.Path;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Text_ends_with_one_line_break_of_its_own_kind()
    {
        Assert.Equal("a\n", (Root / "new/dir/a").WriteAllText("a").ReadAllText());
        Assert.Equal("a\r\nb\r\n", (Root / "b").WriteAllText("a\r\nb\n\n").ReadAllText());
        Assert.Equal("a", (Root / "c").WriteAllText("a", eofLineBreak: false).ReadAllText());
        Assert.Equal("a\r\nb\r\n", (Root / "d").WriteAllLines(["a", "b"], platformFamily: PlatformFamily.Windows).ReadAllText());
        Assert.Equal("a\nb", (Root / "e").WriteAllLines(new List<string> { "a", "b" }, platformFamily: PlatformFamily.Linux, eofLineBreak: false).ReadAllText());
    }

    [Fact]
    public void Content_is_appended_and_updated()
    {
        var file = Root / "sub/log";

        file.AppendAllText("one\n").AppendAllLines(["two"]).AppendAllLines(new List<string> { "three" }).UpdateText(x => x.ToUpperInvariant());

        Assert.Equal(["ONE", "TWO", "THREE"], file.ReadAllLines());
        Assert.Equal([1, 2], (Root / "bytes").WriteAllBytes([1, 2]).ReadAllBytes());
        Assert.Contains((Root / "none").ToString(), Assert.Throws<ArgumentException>(() => (Root / "none").ReadAllText()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variable_name_says_whether_a_file_or_a_directory_is_meant()
    {
        var logFile = (Root / "log").TouchFile();
        var outputDirectory = (Root / "output").CreateDirectory();
        var thing = Root;

        Assert.True(logFile.Exists());
        Assert.True(outputDirectory.Exists());
        Assert.False(outputDirectory.Exists("toolExecutable"));
        Assert.Null(logFile.Existing("someDir"));
        Assert.Equal(logFile, logFile.Existing());
        Assert.Contains("'thing'", Assert.Throws<ArgumentException>(() => thing.Exists()).Message, StringComparison.Ordinal);
        Assert.Equal(logFile, logFile.ExistingFile());
        Assert.Null(logFile.ExistingDirectory());
        Assert.Equal([logFile], new[] { logFile, outputDirectory }.WhereFileExists());
        Assert.Equal([outputDirectory], new[] { logFile, outputDirectory }.WhereDirectoryExists());
        Assert.True((Root / ".config").CreateDirectory().IsDotDirectory());
        Assert.True(Root.ContainsFile("l*"));
        Assert.False(Root.ContainsDirectory("l*"));
        Assert.Equal(Root, (logFile / "deeper").FindParent(x => x.ContainsDirectorySafely("output")));
        Assert.Equal(outputDirectory, outputDirectory.FindParentOrSelf(_ => true));
        Assert.Null(Root.FindParent(_ => false));
    }

    [Fact]
    public void Children_are_listed_to_a_depth_in_order()
    {
        foreach (var file in new[] { "b", "a", "x/c", "x/y/d.txt", "x/y/e" })
            (Root / file).TouchFile();
        File.SetAttributes(Root / "b", FileAttributes.ReadOnly);

        Assert.Equal(["a", "b"], Relative(Root.GetFiles()));
        Assert.Equal(["a", "b", "x/c"], Relative(Root.GetFiles(depth: 2)));
        Assert.Equal(["x/y/d.txt"], Relative(Root.GetFiles("*.txt", depth: int.MaxValue)));
        Assert.Equal(["x", "x/y"], Relative(Root.GetDirectories(depth: int.MaxValue)));
        Assert.Equal(["x/y"], Relative(Root.GetDirectories("y", depth: 2)));
        Assert.Empty(Root.GetFiles(depth: 0));
        Assert.Empty(Root.GetDirectories(depth: 0));
        Assert.Equal(["a"], Relative(Root.GetFiles(attributes: FileAttributes.ReadOnly)));
    }

    [Fact]
    public void A_link_that_leads_back_is_listed_once()
    {
        (Root / "x/file").TouchFile();
        Directory.CreateSymbolicLink(Root / "x/up", Root);

        Assert.Equal(["x", "x/up"], Relative(Root.GetDirectories(depth: int.MaxValue)));
        Assert.Equal(["x/file"], Relative(Root.GetFiles(depth: int.MaxValue)));
    }

    [Fact]
    public void Globs_find_dotted_names_and_are_evaluated_at_once()
    {
        foreach (var file in new[] { "src/A/bin/a.dll", "src/A/.config/x.json", "src/B/obj/b", "src/b.CS" })
            (Root / file).TouchFile();

        var directories = Root.GlobDirectories("**/bin", "**/obj");
        directories.DeleteDirectories();

        Assert.Equal(["src/A/bin", "src/B/obj"], Relative(directories));
        Assert.Equal(["src/A/.config/x.json", "src/b.CS"], Relative(Root.GlobFiles("**/*")));
        Assert.Equal(Root.GlobFiles("**/*.json").Select(x => x.ToString()), Globbing.GlobFiles((string)(Root / "**/*.json")));
        Assert.Equal<string>([Root / "src/A", Root / "src/B"], Globbing.GlobDirectories((string)(Root / "src" / "?")));
        Assert.Empty(Root.GlobFiles("**/bin/*"));
        Root.GlobFiles("**/*.json").DeleteFiles();
        Assert.Empty(Root.GlobFiles("**/*.json"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Read_only_content_is_deleted_but_not_what_a_link_leads_to()
    {
        var kept = (Root / "kept/file").TouchFile();
        var locked = (Root / "locked/file").TouchFile();
        Directory.CreateSymbolicLink(Root / "locked/link", Root / "kept");
        Directory.CreateSymbolicLink(Root / "link", Root / "kept");
        File.SetUnixFileMode(locked, UnixFileMode.UserRead);
        File.SetUnixFileMode(locked.Parent, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        locked.Parent.DeleteDirectory();
        (Root / "link").CreateOrCleanDirectory();
        (Root / "nothing").DeleteDirectory();
        (Root / "nothing").DeleteFile();

        Assert.False(locked.Parent.DirectoryExists());
        Assert.True(kept.FileExists());
        Assert.Null(new DirectoryInfo(Root / "link").LinkTarget);
        (Root / "kept").CreateOrCleanDirectory();
        Assert.True((Root / "kept").DirectoryExists());
        Assert.False(kept.FileExists());
    }

    [Fact]
    public void Touching_sets_the_time_and_a_directory_is_as_new_as_its_content()
    {
        var time = new DateTime(2040, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var file = (Root / "d/f").TouchFile(time);

        Assert.Equal(time, file.GetLastWriteTimeUtc());
        Assert.Equal(time, Root.GetLastWriteTimeUtc());
        Assert.True((Root / "empty").CreateDirectory().GetLastWriteTimeUtc() < time);
        Assert.Throws<ArgumentException>(() => (Root / "none").GetLastWriteTimeUtc());
        Assert.Throws<DirectoryNotFoundException>(() => (Root / "n/o").TouchFile(createDirectories: false));
    }

    [Fact]
    public void Hashes_depend_on_names_and_content_only()
    {
        (Root / "one/a").WriteAllText("1", eofLineBreak: false);
        (Root / "one/b/c").WriteAllText("2");
        (Root / "one").Copy(Root / "two");

        Assert.Equal("c4ca4238a0b923820dcc509a6f75849b", (Root / "one/a").GetFileHash());
        Assert.Equal((Root / "one").GetDirectoryHash(), (Root / "two").GetDirectoryHash());
        (Root / "two/b/c").Rename("d");
        Assert.NotEqual((Root / "one").GetDirectoryHash(), (Root / "two").GetDirectoryHash());
        Assert.Equal((Root / "one").GetDirectoryHash(x => x.Name == "a"), (Root / "two").GetDirectoryHash(x => x.Name == "a"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_script_is_made_executable_linked_run_and_printed()
    {
        var script = (Root / "my script.sh").WriteAllText("#!/bin/sh\necho ran > \"$0.out\"");
        var cleaned = false;
        (Root / "bin").CreateDirectory();

        script.SetUnixPermissions(600).SetExecutable().Run(cleanup: _ => cleaned = true).Print();
        script.AddUnixSymlink(Root / "bin/link").AddUnixSymlink(Root / "bin/link", force: true);
        Root.AddUnixSymlink(Root / "bin/root");

        Assert.Equal("ran\n", (script + ".out").ReadAllText());
        Assert.True(cleaned);
        Assert.Equal(Convert.ToInt32("711", 8), (int)File.GetUnixFileMode(script));
        Assert.Equal(script.ToString(), new FileInfo(Root / "bin/link").LinkTarget);
        Assert.True((Root / "bin/root").DirectoryExists());
        Assert.ThrowsAny<IOException>(() => script.AddUnixSymlink(Root / "bin/link"));
    }

    [Fact]
    public void Info_objects_are_of_the_same_path()
    {
        Assert.Equal(Root.ToString(), Root.ToDirectoryInfo().FullName);
        Assert.Equal(Root.ToString(), Root.ToFileInfo().FullName);
        Assert.Null(((AbsolutePath?)null).ToFileInfo());
        Assert.Null(((AbsolutePath?)null).ToDirectoryInfo());
    }

    private IEnumerable<string> Relative(IEnumerable<AbsolutePath> paths) => paths.Select(x => Root.GetUnixRelativePathTo(x).ToString());
}

internal static class DirectoryQuestion
{
    public static bool ContainsDirectorySafely(this AbsolutePath path, string name) => path.DirectoryExists() && path.ContainsDirectory(name);
}
