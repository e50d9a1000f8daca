using System.Formats.Tar;
using System.IO.Compression;
using CommonTests.ProjectModel;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace CommonTests.IO;

public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    private AbsolutePath Root => _temporary.Path;

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar.gz")]
    [InlineData("a.tgz")]
    [InlineData("a.tar.bz2")]
    [InlineData("a.TBZ")]
    public void What_is_packed_is_unpacked(string name)
    {
        var source = Root / "source";
        (source / "a.txt").WriteAllText("text");
        (source / ".hidden/ü/" / new string('n', 120)).WriteAllBytes([.. Enumerable.Range(0, 9000).Select(x => (byte)(x * 7))]);
        (source / "skip.me").TouchFile();
        var script = (source / "run.sh").WriteAllText("#!/bin/sh");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        source.CompressTo(source / "out" / name, x => x.Extension != ".me");
        (Root / "target/a.txt").WriteAllText("older");
        (source / "out" / name).UncompressTo(Root / "target");

        (source / "out").DeleteDirectory();
        (source / "skip.me").DeleteFile();
        Assert.Equal(source.GetDirectoryHash(), (Root / "target").GetDirectoryHash());
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(Root / "target/run.sh").HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void An_archive_that_is_there_is_an_error_unless_the_mode_says_otherwise()
    {
        (Root / "s/a").TouchFile();
        (Root / "s").ZipTo(Root / "a.zip");

        Assert.Throws<IOException>(() => (Root / "s").ZipTo(Root / "a.zip"));
        (Root / "s").ZipTo(Root / "a.zip", fileMode: FileMode.Create);
        using var archive = ZipFile.OpenRead(Root / "a.zip");
        Assert.Equal(["a"], archive.Entries.Select(x => x.FullName));
    }

    [Fact]
    public void An_unknown_extension_is_an_error_that_names_the_known_ones()
    {
        var error = Assert.Throws<PipelineException>(() => Root.CompressTo(Root / "a.rar"));

        Assert.Equal("PIPE1002", error.Code.Id);
        Assert.Contains(".tar.gz", error.Message, StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => (Root / "a.rar").UncompressTo(Root));
    }

    [Fact]
    public void An_archive_that_cannot_be_finished_leaves_nothing()
    {
        (Root / "s/a").TouchFile();

        Assert.Throws<ArgumentException>(() => (Root / "s").TarGZipTo(Root / "a.tgz", [Root / "s/a", Root / "elsewhere"]));
        Assert.False((Root / "a.tgz").FileExists());
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/evil")]
    [InlineData("..\\evil")]
    [InlineData("C:\\evil")]
    public void An_entry_that_leads_out_is_refused(string entryName)
    {
        using (var zip = ZipFile.Open(Root / "a.zip", ZipArchiveMode.Create))
        {
            zip.CreateEntry("good");
            zip.CreateEntry(entryName);
        }

        Pack(Entry(TarEntryType.RegularFile, entryName));

        Assert.Equal("PIPE1003", Assert.Throws<PipelineException>(() => (Root / "a.zip").UnZipTo(Root / "t")).Code.Id);
        Assert.Equal("PIPE1003", Assert.Throws<PipelineException>(() => (Root / "a.tgz").UnTarGZipTo(Root / "t")).Code.Id);
        Assert.Empty(Root.GlobFiles("**/*evil*", "**/good"));
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("..")]
    [InlineData("a/..")]
    [InlineData("../../x")]
    public void A_link_that_leads_out_is_refused(string target)
    {
        Pack(Entry(TarEntryType.SymbolicLink, "link", target));

        Assert.Contains("link ->", Assert.Throws<PipelineException>(() => (Root / "a.tgz").UnTarGZipTo(Root / "t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_through_a_link_of_the_archive()
    {
        Pack(Entry(TarEntryType.SymbolicLink, "d", "."), Entry(TarEntryType.RegularFile, "d/evil"));
        Assert.Throws<PipelineException>(() => (Root / "a.tgz").UnTarGZipTo(Root / "t"));
        (Root / "a.tgz").DeleteFile();

        Pack(Entry(TarEntryType.SymbolicLink, "d", "x"), Entry(TarEntryType.HardLink, "h", "d/file"));
        Assert.Throws<PipelineException>(() => (Root / "a.tgz").UnTarGZipTo(Root / "t"));
        (Root / "a.tgz").DeleteFile();

        Pack(Entry(TarEntryType.SymbolicLink, "d", "x"), Entry(TarEntryType.Directory, "d"));
        Assert.Throws<PipelineException>(() => (Root / "a.tgz").UnTarGZipTo(Root / "t"));
        Assert.Empty(Root.GlobFiles("**/evil"));
    }

    [Fact]
    public void Links_inside_are_unpacked_and_files_replace_links()
    {
        Pack(
            Entry(TarEntryType.Directory, "dir/"),
            Entry(TarEntryType.RegularFile, "dir/real"),
            Entry(TarEntryType.SymbolicLink, "dir/soft", "../dir/real"),
            Entry(TarEntryType.HardLink, "hard", "dir/real"),
            Entry(TarEntryType.SymbolicLink, "replaced", "dir"),
            Entry(TarEntryType.RegularFile, "replaced"));

        (Root / "a.tgz").UnTarGZipTo(Root / "t");

        Assert.Equal("content", (Root / "t/dir/soft").ReadAllText());
        Assert.Equal("content", (Root / "t/hard").ReadAllText());
        Assert.Null(new FileInfo(Root / "t/replaced").LinkTarget);
    }

    [Fact]
    public void A_device_in_an_archive_is_refused()
    {
        Pack(Entry(TarEntryType.Fifo, "pipe"));

        Assert.Contains("Fifo", Assert.Throws<PipelineException>(() => (Root / "a.tgz").UnTarGZipTo(Root / "t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_link_stands_by_itself()
    {
        (Root / "outside").WriteAllText("content");
        (Root / "s").CreateDirectory();
        File.CreateSymbolicLink(Root / "s/link", Root / "outside");

        (Root / "s").TarBZip2To(Root / "a.tbz");
        (Root / "a.tbz").UnTarBZip2To(Root / "t");

        Assert.Equal("content\n", (Root / "t/link").ReadAllText());
        Assert.Null(new FileInfo(Root / "t/link").LinkTarget);
    }

    [Fact]
    public void The_older_static_forms_do_the_same()
    {
        (Root / "s/a").WriteAllText("x");
        (Root / "s/b").TouchFile();
        string At(string path) => Root / path;

        CompressionTasks.Compress(At("s"), At("1.zip"), x => x.Name == "a");
        CompressionTasks.Uncompress(At("1.zip"), At("1"));
        CompressionTasks.CompressZip(At("s"), At("2.zip"));
        CompressionTasks.UncompressZip(At("2.zip"), At("2"));
        CompressionTasks.CompressTarGZip(At("s"), At("3.tgz"));
        CompressionTasks.UncompressTarGZip(At("3.tgz"), At("3"));
        CompressionTasks.CompressTarBZip2(At("s"), At("4.tbz"));
        CompressionTasks.UncompressTarBZip2(At("4.tbz"), At("4"));

        Assert.False((Root / "1/b").FileExists());
        Assert.All(["2", "3", "4"], x => Assert.Equal((Root / "s").GetDirectoryHash(), (Root / x).GetDirectoryHash()));
    }

    private static PaxTarEntry Entry(TarEntryType type, string name, string? link = null)
    {
        var entry = new PaxTarEntry(type, name);
        if (link != null)
            entry.LinkName = link;
        if (type == TarEntryType.RegularFile)
            entry.DataStream = new MemoryStream("content"u8.ToArray());
        return entry;
    }

    private void Pack(params PaxTarEntry[] entries)
    {
        using var file = File.Create(Root / "a.tgz");
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        using var writer = new TarWriter(gzip);
        foreach (var entry in entries)
            writer.WriteEntry(entry);
    }
}
