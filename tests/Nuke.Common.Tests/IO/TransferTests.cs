using CommonTests.ProjectModel;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace CommonTests.IO;

public sealed class TransferTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    private AbsolutePath Root => _temporary.Path;

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(ExistsPolicy.FileSkip, "old", "new")]
    [InlineData(ExistsPolicy.FileOverwrite, "new", "new")]
    public void An_existing_file_stays_or_is_replaced_by_policy(ExistsPolicy policy, string target, string source)
    {
        var from = (Root / "from").WriteAllText("new", eofLineBreak: false);
        var to = (Root / "to").WriteAllText("old", eofLineBreak: false);

        var result = from.Copy(to, policy);

        Assert.Equal(target, to.ReadAllText());
        Assert.Equal(source, from.ReadAllText());
        Assert.Equal(policy == ExistsPolicy.FileSkip ? from : to, result);
    }

    [Theory]
    [InlineData(1, "new")]
    [InlineData(-1, "old")]
    public void An_older_file_is_replaced_and_a_newer_one_stays(int hours, string expected)
    {
        var to = (Root / "to").WriteAllText("old", eofLineBreak: false);
        var from = (Root / "from").WriteAllText("new", eofLineBreak: false).TouchFile(DateTime.Now.AddHours(hours));

        from.Move(to, ExistsPolicy.FileOverwriteIfNewer);

        Assert.Equal(expected, to.ReadAllText());
        Assert.Equal(hours < 0, from.FileExists());
    }

    [Fact]
    public void By_default_what_is_there_is_an_error()
    {
        var file = (Root / "file").TouchFile();
        var other = (Root / "other").TouchFile();
        var directory = (Root / "directory").CreateDirectory();

        Assert.Equal("PIPE1001", Assert.Throws<PipelineException>(() => file.Copy(other)).Code.Id);
        Assert.Equal("PIPE1001", Assert.Throws<PipelineException>(() => file.Move(directory)).Code.Id);
        Assert.Equal("PIPE1001", Assert.Throws<PipelineException>(() => directory.Move(file)).Code.Id);
        Assert.Equal("PIPE1001", Assert.Throws<PipelineException>(() => directory.Copy((Root / "third").CreateDirectory())).Code.Id);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Copy(other, ExistsPolicy.FileSkip | ExistsPolicy.FileFail));
        Assert.Throws<ArgumentException>(() => (Root / "none").Copy(other));
        Assert.Throws<ArgumentException>(() => file.Copy(Root / "new", excludeFile: _ => true));
        Assert.Throws<ArgumentException>(() => directory.Move(directory / "inside"));
        Assert.Throws<DirectoryNotFoundException>(() => file.Copy(Root / "no/file", createDirectories: false));
    }

    [Fact]
    public void Directories_are_copied_without_what_is_excluded()
    {
        foreach (var file in new[] { "src/a.cs", "src/bin/a.dll", "src/sub/b.cs", "src/sub/b.txt" })
            (Root / file).TouchFile();

        (Root / "src").CopyToDirectory(Root / "copy", excludeDirectory: x => x.Name == "bin", excludeFile: x => x.Extension == ".txt");

        Assert.Equal(["a.cs", "sub/b.cs"], Files(Root / "copy/src"));
        Assert.Equal(4, Files(Root / "src").Count);
    }

    [Fact]
    public void Merging_moves_what_it_may_and_leaves_the_rest()
    {
        (Root / "from/both").WriteAllText("new", eofLineBreak: false);
        (Root / "from/sub/only").TouchFile();
        (Root / "to/both").WriteAllText("old", eofLineBreak: false);
        (Root / "to/sub").CreateDirectory();

        (Root / "from").Move(Root / "to", ExistsPolicy.MergeAndSkip);

        Assert.Equal(["both"], Files(Root / "from"));
        Assert.Equal(["both", "sub/only"], Files(Root / "to"));
        (Root / "from").Move(Root / "to", ExistsPolicy.MergeAndSkip, deleteRemainingFiles: true);
        Assert.False((Root / "from").DirectoryExists());
        Assert.Equal("old", (Root / "to/both").ReadAllText());
    }

    [Fact]
    public void Names_change_with_and_without_extension()
    {
        var file = (Root / "a.tar").TouchFile();

        Assert.Equal("b.tar", (file = file.RenameWithoutExtension("b")).Name);
        Assert.Equal("bb.tar", (file = file.RenameWithoutExtension(x => x.NameWithoutExtension + "b")).Name);
        Assert.Equal("c", (file = file.Rename(_ => "c")).Name);
        Assert.Equal(Root / "d/c", file = file.MoveToDirectory(Root / "d"));
        Assert.Equal(Root / "e", file = file.Move(x => x.Parent.Parent / "e"));
        Assert.True(file.FileExists());
    }

    [Fact]
    public void A_link_is_moved_as_a_link_and_a_circle_copied_as_one()
    {
        (Root / "data/file").TouchFile();
        (Root / "from/sub").CreateDirectory();
        Directory.CreateSymbolicLink(Root / "from/up", Root / "from");
        Directory.CreateSymbolicLink(Root / "from/data", Root / "data");

        (Root / "from").Copy(Root / "copy");
        (Root / "from/data").Move(Root / "moved");
        Directory.CreateSymbolicLink(Root / "again", Root / "data");
        (Root / "again").Move(Root / "copy/data", ExistsPolicy.MergeAndOverwrite);

        Assert.True((Root / "copy/data/file").FileExists());
        Assert.Equal((Root / "from").ToString(), new DirectoryInfo(Root / "copy/up").LinkTarget);
        Assert.Equal((Root / "data").ToString(), new DirectoryInfo(Root / "moved").LinkTarget);
        Assert.True((Root / "data/file").FileExists());
        Assert.False((Root / "again").DirectoryExists());
    }

    [Fact]
    public void The_older_static_forms_do_the_same()
    {
        string At(string path) => Root / path;
        FileSystemTasks.EnsureExistingDirectory(At("a"));
        FileSystemTasks.EnsureExistingParentDirectory(At("b/c"));
        FileSystemTasks.Touch(At("a/f"));
        FileSystemTasks.CopyFileToDirectory(At("a/f"), At("b"));
        FileSystemTasks.CopyFile(At("a/f"), At("b/f"), FileExistsPolicy.Skip);
        FileSystemTasks.CopyFile(At("a/f"), At("b/f"), FileExistsPolicy.OverwriteIfNewer);
        FileSystemTasks.MoveFileToDirectory(At("a/f"), At("b"), FileExistsPolicy.Overwrite);
        FileSystemTasks.RenameFile(At("b/f"), "f");
        FileSystemTasks.RenameFile(At("b/f"), "g");
        FileSystemTasks.CopyDirectoryRecursively(At("b"), At("c"), excludeFile: x => x.Name == "x", excludeDirectory: x => x.Name == "x");
        FileSystemTasks.MoveDirectoryToDirectory(At("c"), At("d"));
        FileSystemTasks.RenameDirectory(At("d/c"), "e");
        FileSystemTasks.MoveDirectory(At("b"), At("d/e"), DirectoryExistsPolicy.Merge, FileExistsPolicy.Overwrite);

        Assert.Equal(["d/e/g"], Files(Root));
        Assert.Equal((Root / "d/e/g").GetFileHash(), FileSystemTasks.GetFileHash(At("d/e/g")));
        Assert.Equal(FileSystemTasks.GetDirectoryHash(At("d")), FileSystemTasks.GetDirectoryHash(At("d"), "**/g"));
        Assert.Equal(File.GetLastWriteTimeUtc(At("d/e/g")), FileSystemTasks.GetLastWriteTimeUtc(At("d/e/g")));
        Assert.Equal(At("d"), FileSystemTasks.FindParentDirectory(At("d/e"), x => x.Name == "d"));
        Assert.Null(FileSystemTasks.FindParentDirectory(At("d"), _ => false));
        Assert.True(FileSystemTasks.IsDotDirectory(new DirectoryInfo(At(".git"))));
        FileSystemTasks.DeleteFile(At("d/e/g"));
        FileSystemTasks.EnsureCleanDirectory(At("d"));
        FileSystemTasks.DeleteDirectory(At("d"));
        Assert.Empty(Files(Root));
        Assert.Throws<ArgumentException>(() => FileSystemTasks.CopyDirectoryRecursively(At("none"), At("x")));
    }

    private static List<string> Files(AbsolutePath directory) => [.. directory.GetFiles(depth: int.MaxValue).Select(x => directory.GetUnixRelativePathTo(x).ToString())];
}
