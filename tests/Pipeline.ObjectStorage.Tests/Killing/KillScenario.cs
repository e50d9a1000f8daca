namespace Pipeline.ObjectStorage.Tests.Killing;

/// <summary>What a process does until it is killed, and what may be there afterwards.</summary>
internal sealed record KillScenario(string Name, Func<IObjectStore, Task> ActAsync)
{
    public const int Length = 3_000_000;

    public static IReadOnlyList<KillScenario> All { get; } =
    [
        new("write", store => PutAsync(store, 2, new PutOptions { LengthBytes = Length })),
        new("write-if-absent", store => PutAsync(store, 2, new PutOptions { OnlyIfAbsent = true })),
        new("copy", async store => await store.CopyAsync("source", "file", new CopyOptions(), CancellationToken.None)),
        new("multipart", async store =>
        {
            var id = await store.BeginMultipartAsync("file", new MultipartOptions(), CancellationToken.None);
            var part = await store.PutPartAsync("file", id, 1, new MemoryStream(Content(2)), Length, CancellationToken.None);
            await store.CompleteMultipartAsync("file", id, [part], new CompleteOptions(), CancellationToken.None);
        }),
        new("delete", store => store.DeleteAsync("file", CancellationToken.None)),
    ];

    public static KillScenario Find(string name) => All.Single(x => x.Name == name);

    public static byte[] Content(int seed)
    {
        var bytes = new byte[Length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static async Task PutAsync(IObjectStore store, int seed, PutOptions options, string key = "file") => await store.PutAsync(key, new MemoryStream(Content(seed)), options, CancellationToken.None);
}
