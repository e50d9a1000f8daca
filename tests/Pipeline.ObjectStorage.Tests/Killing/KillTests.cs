using Pipeline.ObjectStorage.Local;

namespace Pipeline.ObjectStorage.Tests.Killing;

/// <summary>A writer that is killed at any point leaves the old object or the new one, whole, and the store usable.</summary>
public sealed class KillTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("objects-");

    public static TheoryData<string, bool> Scenarios => new()
    {
        { "write", true }, { "write", false }, { "write-if-absent", false }, { "copy", true }, { "copy", false }, { "multipart", true }, { "multipart", false }, { "delete", true },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_kill_at_each_crash_point_leaves_nothing_half_visible(string scenario, bool replaces)
    {
        var points = await KillHost.StartAsync(await PreparedAsync("whole", replaces), scenario, killAfter: 0);

        Assert.NotEmpty(points);
        for (var point = 1; point <= points.Count; point++)
        {
            var folder = await PreparedAsync($"{point}", replaces);

            var passed = await KillHost.StartAsync(folder, scenario, point);

            Assert.Equal(points.Take(point), passed);
            await AssertWholeAsync(folder, replaces, passed);
        }
    }

    [Fact]
    public async Task A_kill_at_any_time_leaves_nothing_half_visible()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 3; round++)
        {
            var folder = await PreparedAsync($"random{round}", replaces: true);
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", ["exec", typeof(KillHost).Assembly.Location, folder, "write", "0"]) { RedirectStandardOutput = true })!;
            var temporary = Path.Join(folder, "temp");
            // As soon as it has begun to write, after a random amount.
            var amount = random.Next(KillScenario.Length);
            while (!process.HasExited && !Directory.EnumerateFiles(temporary).Any(x => new FileInfo(x) is { Exists: true } file && file.Length >= amount))
                await Task.Yield();
            process.Kill();
            await process.WaitForExitAsync();

            await AssertWholeAsync(folder, replaces: true, passed: null);
        }
    }

    private async Task<string> PreparedAsync(string name, bool replaces)
    {
        var folder = Path.Join(_folder.FullName, name);
        await using var store = Open(folder);
        await KillScenario.PutAsync(store, 3, new PutOptions(), "source");
        if (replaces)
            await KillScenario.PutAsync(store, 1, new PutOptions());
        return folder;
    }

    private static async Task AssertWholeAsync(string folder, bool replaces, IReadOnlyList<LocalCrashPoint>? passed)
    {
        await using var store = Open(folder);
        await using var content = await store.GetAsync("file", null, CancellationToken.None);
        byte[]? bytes = null;
        if (content is not null)
        {
            var copy = new MemoryStream();
            await content.Stream.CopyToAsync(copy);
            bytes = copy.ToArray();
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), content.Stored.Sha256);
        }

        var published = passed?.Contains(LocalCrashPoint.Published) == true;
        var deleted = passed?.Contains(LocalCrashPoint.ObjectDeleted) == true;
        byte[]?[] allowed = passed is null
            ? [KillScenario.Content(1), KillScenario.Content(2)]
            : published ? [KillScenario.Content(2), KillScenario.Content(3)] : [replaces && !deleted ? KillScenario.Content(1) : null];
        Assert.Contains(allowed, x => bytes is null ? x is null : x is not null && bytes.AsSpan().SequenceEqual(x));

        var keys = new List<string>();
        await foreach (var stored in store.ListAsync("", null, CancellationToken.None))
            keys.Add(stored.Key);
        Assert.Equal(bytes is null ? ["source"] : ["file", "source"], keys);

        // What was under way can be cleaned up, and the same done again.
        await foreach (var upload in store.ListMultipartAsync("", CancellationToken.None))
            await store.AbortMultipartAsync(upload.Key, upload.UploadId, CancellationToken.None);
        await KillScenario.PutAsync(store, 2, new PutOptions());
        Assert.Equal(KillScenario.Length, (await store.HeadAsync("file", CancellationToken.None))!.LengthBytes);
    }

    private static IObjectStore Open(string folder) => ObjectStores.Open(new ObjectStoreLocation { Kind = ObjectStoreKind.LocalDisk, Container = folder });
}
