using Pipeline.ObjectStorage.Local;

namespace Pipeline.ObjectStorage.Tests.Local;

public sealed class LocalStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("objects-");

    private string Objects => Path.Join(_folder.FullName, "objects");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_link_below_the_folder_is_not_followed()
    {
        var outside = Directory.CreateTempSubdirectory("outside-");
        await using var store = Open();
        await store.PutAsync("clients/file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);
        File.CreateSymbolicLink(Path.Join(Objects, "passwd.object"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Join(Objects, "elsewhere"), outside.FullName);

        foreach (var key in new[] { "passwd", "elsewhere/file" })
        {
            foreach (var call in new Func<Task>[] { () => store.GetAsync(key, null, CancellationToken.None), () => store.PutAsync(key, new MemoryStream([1]), new PutOptions(), CancellationToken.None), () => store.DeleteAsync(key, CancellationToken.None) })
                Assert.Equal(ObjectStorageErrors.UnsafePath, (await Assert.ThrowsAsync<ObjectStoreException>(call)).Code);
        }

        Assert.Empty(outside.EnumerateFileSystemInfos());
        Assert.Equal(["clients/file"], await KeysAsync(store));
        outside.Delete(recursive: true);
    }

    [Fact]
    public async Task The_folder_itself_may_be_a_link()
    {
        var link = _folder.FullName + "-link";
        Directory.CreateSymbolicLink(link, _folder.FullName);
        await using var store = ObjectStores.Open(ObjectStoreLocation.Parse($"file://{link}"));

        await store.PutAsync("file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);

        Assert.True(File.Exists(Path.Join(Objects, "file.object")));
        Directory.Delete(link);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("not written by this store, but long enough to be looked at")]
    [InlineData("{}\u0002\0\0\0PIPEOBJ1")]
    [InlineData("{}\u7fff\0\0PIPEOBJ1")]
    public async Task A_file_of_another_origin_is_called_damaged(string content)
    {
        await using var store = Open();
        Directory.CreateDirectory(Objects);
        await File.WriteAllTextAsync(Path.Join(Objects, "file.object"), content);

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.HeadAsync("file", CancellationToken.None));

        Assert.Equal(ObjectStorageErrors.Damaged, exception.Code);
        Assert.Contains("file.object", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task A_description_longer_than_one_read_is_read()
    {
        await using var store = Open();
        var metadata = Enumerable.Range(0, 9).ToDictionary(x => $"name{x}", _ => new string('v', 200));

        await store.PutAsync("file", new MemoryStream([1, 2, 3]), new PutOptions { Metadata = metadata }, CancellationToken.None);

        Assert.Equal(metadata, (await store.HeadAsync("file", CancellationToken.None))!.Metadata);
    }

    [Fact]
    public async Task Other_files_in_the_folder_are_no_objects()
    {
        await using var store = Open();
        await store.PutAsync("a/file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);

        await File.WriteAllTextAsync(Path.Join(Objects, "README"), "x");
        await File.WriteAllTextAsync(Path.Join(Objects, ".object"), "x");

        Assert.Equal(["a/file"], await KeysAsync(store));
    }

    [Fact]
    public async Task A_copy_of_bytes_that_decayed_is_refused()
    {
        await using var store = Open();
        await store.PutAsync("file", new MemoryStream(new byte[1000]), new PutOptions(), CancellationToken.None);
        await using (var file = File.OpenWrite(Path.Join(Objects, "file.object")))
            file.WriteByte(1);

        await Assert.ThrowsAsync<ObjectCorruptException>(() => store.CopyAsync("file", "copy", new CopyOptions(), CancellationToken.None));

        Assert.Equal(["file"], await KeysAsync(store));
    }

    [Fact]
    public async Task What_killed_writers_left_is_swept_and_what_living_ones_hold_is_not()
    {
        var temporary = Directory.CreateDirectory(Path.Join(_folder.FullName, "temp")).FullName;
        var (old, held, young) = (Path.Join(temporary, "old"), Path.Join(temporary, "held"), Path.Join(temporary, "young"));
        await File.WriteAllTextAsync(old, "x");
        await File.WriteAllTextAsync(young, "x");
        Directory.CreateDirectory(Path.Join(temporary, "upload", "parts"));
        await using var writer = new FileStream(held, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        File.SetLastWriteTimeUtc(held, DateTime.UtcNow.AddHours(-2));
        Directory.SetLastWriteTimeUtc(Path.Join(temporary, "upload"), DateTime.UtcNow.AddHours(-2));

        await using var store = Open();
        await store.PutAsync("file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);

        Assert.Equal(["held", "young"], Directory.EnumerateFileSystemEntries(temporary).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Folders_that_became_empty_go_with_their_last_object()
    {
        await using var store = Open();
        await store.PutAsync("a/b/c/file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);
        await store.PutAsync("a/file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);

        await store.DeleteAsync("a/b/c/file", CancellationToken.None);

        Assert.Equal(["a"], Directory.EnumerateDirectories(Objects, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Writers_and_deleters_of_one_folder_do_not_trip_over_each_other()
    {
        await using var store = Open();

        await Parallel.ForAsync(0, 400, async (i, token) =>
        {
            await store.PutAsync($"a/b/{i % 3}", new MemoryStream([1]), new PutOptions { OnlyIfAbsent = false }, token);
            await store.DeleteAsync($"a/b/{i % 3}", token);
        });

        Assert.Empty(await KeysAsync(store));
    }

    [Fact]
    public async Task Files_are_their_owners_alone()
    {
        // Windows has no such modes: there the folder's own rights count.
        if (OperatingSystem.IsWindows())
            return;
        await using var store = Open();
        await store.PutAsync("a/file", new MemoryStream([1]), new PutOptions(), CancellationToken.None);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Join(Objects, "a", "file.object")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Join(Objects, "a")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_reported_as_what_it_is()
    {
        var file = Path.Join(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "x");
        await using var store = ObjectStores.Open(ObjectStoreLocation.Parse($"file://{file}/below"));

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PingAsync(CancellationToken.None));

        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectStoreException>(() => store.PutAsync("key", new MemoryStream([1]), new PutOptions(), CancellationToken.None));
    }

    [Fact]
    public async Task A_completion_that_was_cut_off_after_the_object_was_visible_is_found_done()
    {
        await using var store = Open();
        var id = await store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);
        var part = await store.PutPartAsync("file", id, 1, new MemoryStream([1, 2]), 2, CancellationToken.None);
        var first = await store.CompleteMultipartAsync("file", id, [part], new CompleteOptions { OnlyIfAbsent = true }, CancellationToken.None);

        var again = await store.CompleteMultipartAsync("file", id, [part], new CompleteOptions { OnlyIfAbsent = true }, CancellationToken.None);

        Assert.Equal(first.ETag, again.ETag);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([1, 2])), again.Sha256);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_presigned()
    {
        await using var store = Open();

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PresignGetAsync("file", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(1) }, CancellationToken.None));

        Assert.Contains("LocalPresigning", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a:b?c*d\"e<f>g|h%i", "a%3Ab%3Fc%2Ad%22e%3Cf%3Eg%7Ch%25i")]
    [InlineData("end ", "end%20")]
    [InlineData("end.", "end%2E")]
    [InlineData("con", "%63on")]
    [InlineData("NUL.txt", "%4EUL.txt")]
    [InlineData("Aux .a.b", "%41ux .a.b")]
    [InlineData("lpt9", "%6Cpt9")]
    [InlineData("COM\u00B9.log", "%43OM\u00B9.log")]
    [InlineData("conout$", "%63onout$")]
    [InlineData("console", "console")]
    [InlineData("com10", "com10")]
    public void Names_are_encoded_for_Windows(string segment, string expected)
    {
        Assert.Equal(expected, LocalFileName.Encode(segment, forWindows: true));
        Assert.Equal(segment, LocalFileName.Decode(expected, forWindows: true));
        Assert.Equal(segment, LocalFileName.Encode(segment, forWindows: false));
    }

    [Fact]
    public async Task A_file_that_is_found_by_another_keys_name_is_not_that_keys_object()
    {
        await using var store = Open();
        await store.PutAsync("Report", new MemoryStream([1]), new PutOptions(), CancellationToken.None);
        // As a file system that takes both names for the same shows it.
        File.Move(Path.Join(Objects, "Report.object"), Path.Join(Objects, "report.object"));

        Assert.Null(await store.HeadAsync("report", CancellationToken.None));
        Assert.Null(await store.GetAsync("report", null, CancellationToken.None));
        await store.DeleteAsync("report", CancellationToken.None);
        foreach (var onlyIfAbsent in new[] { false, true })
        {
            var refused = await Assert.ThrowsAnyAsync<ObjectStoreException>(() => store.PutAsync("report", new MemoryStream([2]), new PutOptions { OnlyIfAbsent = onlyIfAbsent }, CancellationToken.None));
            Assert.Equal(ObjectStorageErrors.Unsupported, refused.Code);
        }

        Assert.Equal(["Report"], await KeysAsync(store));
        Assert.Single(Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    private static async Task<List<string>> KeysAsync(IObjectStore store)
    {
        var keys = new List<string>();
        await foreach (var stored in store.ListAsync("", null, CancellationToken.None))
            keys.Add(stored.Key);
        return keys;
    }

    private IObjectStore Open() => ObjectStores.Open(new ObjectStoreLocation { Kind = ObjectStoreKind.LocalDisk, Container = _folder.FullName });
}
