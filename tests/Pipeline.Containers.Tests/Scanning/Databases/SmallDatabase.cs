using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Containers.Tests.Scanning.Databases;

/// <summary>
/// A vulnerability database in Trivy's format (a bbolt file and its metadata), with a handful of advisories of which some are made up. A scan
/// with it shows that everything is wired as it should be; it shows nothing of whether an image is clean.
/// </summary>
internal sealed class SmallDatabase
{
    private const int PageSize = 4096;

    public static readonly DateTimeOffset Collected = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Advisories: source, then package, then id with the version that has a fix (null for none).</summary>
    public Dictionary<string, Dictionary<string, (string Id, string? FixedIn)[]>> Sources { get; init; } = new()
    {
        ["debian 12"] = new() { ["zlib"] = [("CVE-2099-0001", "9:99")] },
        ["nuget::GitHub Security Advisory Nuget"] = new() { ["Newtonsoft.Json"] = [("CVE-2024-21907", "13.0.1")] },
    };

    public Dictionary<string, string> Severities { get; init; } = new() { ["CVE-2099-0001"] = "CRITICAL", ["CVE-2024-21907"] = "HIGH" };

    public DateTimeOffset UpdatedAt { get; init; } = Collected;

    public DateTimeOffset NextUpdate { get; init; } = Collected.AddYears(1);

    public int Version { get; init; } = 2;

    /// <summary>True spreads the file over branch, leaf and bucket pages, as a database of some size is.</summary>
    public bool IsSpread { get; init; }

    /// <summary>Writes it below a cache folder, and returns that.</summary>
    public string WriteTo(string cacheDirectory)
    {
        var directory = Directory.CreateDirectory(Path.Combine(cacheDirectory, "db")).FullName;
        File.WriteAllBytes(Path.Combine(directory, "trivy.db"), Bytes());
        File.WriteAllText(Path.Combine(directory, "metadata.json"), $$"""{"Version":{{Version}},"NextUpdate":"{{Time(NextUpdate)}}","UpdatedAt":"{{Time(UpdatedAt)}}","DownloadedAt":"{{Time(UpdatedAt)}}"}""");
        return cacheDirectory;
    }

    private byte[] Bytes()
    {
        var advisories = Sources.ToDictionary(x => x.Key, x => Bucket(x.Value.ToDictionary(p => p.Key, p => Bucket(p.Value.ToDictionary(a => a.Id, a => Leaf(Advisory(x.Key, a.FixedIn)))))));
        var top = new Dictionary<string, Element>(advisories)
        {
            ["data-source"] = Bucket(Sources.Keys.ToDictionary(x => x, x => Leaf(new JsonObject { ["ID"] = x.StartsWith("nuget", StringComparison.Ordinal) ? "ghsa" : x.Split(' ')[0], ["Name"] = x, ["URL"] = "https://example.com" }))),
            ["vulnerability"] = Bucket(Severities.ToDictionary(x => x.Key, x => Leaf(new JsonObject { ["Title"] = $"{x.Key}, for tests", ["Description"] = "Not what it looks like.", ["Severity"] = x.Value }))),
        };

        var pages = new List<byte[]>();
        var root = IsSpread ? Spread(top, pages) : Add(pages, Page(2, Leaves(top)));
        var length = 3 + pages.Sum(x => x.Length / PageSize);
        using var file = new MemoryStream();
        file.Write(Meta(0, root, length, 0));
        file.Write(Meta(1, root, length, 1));
        file.Write(Padded(Header(2, 0x10, 0, 0)));
        for (var (i, at) = (0, 3); i < pages.Count; at += pages[i].Length / PageSize, i++)
        {
            BitConverter.TryWriteBytes(pages[i], (ulong)at);
            BitConverter.TryWriteBytes(pages[i].AsSpan(12), (pages[i].Length / PageSize) - 1);
            file.Write(pages[i]);
        }

        return file.ToArray();
    }

    private static JsonObject Advisory(string source, string? fixedIn) => source.Contains("::", StringComparison.Ordinal)
        ? new JsonObject { ["PatchedVersions"] = fixedIn is null ? null : new JsonArray(fixedIn), ["VulnerableVersions"] = new JsonArray(fixedIn is null ? ">=0" : $"<{fixedIn}") }
        : fixedIn is null ? new JsonObject { ["Status"] = 2 } : new JsonObject { ["FixedVersion"] = fixedIn };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    // A page for each bucket, two leaves that hold them, a branch above.
    private static int Spread(Dictionary<string, Element> top, List<byte[]> pages)
    {
        var buckets = Sorted(top).Select(x => (x.Key, Value: new Element(1, [.. BitConverter.GetBytes((ulong)Add(pages, Padded(x.Value.Value[16..]))), .. new byte[8]]))).ToList();
        var leaves = buckets.Chunk((buckets.Count + 1) / 2).Select(x => (x[0].Key, Page: Add(pages, Page(2, Leaves(x.ToDictionary(b => b.Key, b => b.Value)))))).ToList();

        var (elements, data) = (new MemoryStream(), new MemoryStream());
        foreach (var (key, page) in leaves)
        {
            var name = Encoding.UTF8.GetBytes(key);
            elements.Write(BitConverter.GetBytes((uint)((16 * leaves.Count) - elements.Length + data.Length)));
            elements.Write(BitConverter.GetBytes((uint)name.Length));
            elements.Write(BitConverter.GetBytes((ulong)page));
            data.Write(name);
        }

        return Add(pages, Page(1, (leaves.Count, [.. elements.ToArray(), .. data.ToArray()])));
    }

    private static int Add(List<byte[]> pages, byte[] page)
    {
        var number = 3 + pages.Sum(x => x.Length / PageSize);
        pages.Add(page);
        return number;
    }

    private static Element Bucket(Dictionary<string, Element> content)
    {
        var (count, body) = Leaves(content);
        return new Element(1, [.. new byte[16], .. Header(0, 2, count, 0), .. body]);
    }

    private static Element Leaf(JsonObject value) => new(0, Encoding.UTF8.GetBytes(value.ToJsonString()));

    private static (int Count, byte[] Body) Leaves(Dictionary<string, Element> content)
    {
        var (elements, data) = (new MemoryStream(), new MemoryStream());
        foreach (var (key, element) in Sorted(content))
        {
            var name = Encoding.UTF8.GetBytes(key);
            elements.Write(BitConverter.GetBytes(element.Flags));
            elements.Write(BitConverter.GetBytes((uint)((16 * content.Count) - (elements.Length - 4) + data.Length)));
            elements.Write(BitConverter.GetBytes((uint)name.Length));
            elements.Write(BitConverter.GetBytes((uint)element.Value.Length));
            data.Write(name);
            data.Write(element.Value);
        }

        return (content.Count, [.. elements.ToArray(), .. data.ToArray()]);
    }

    private static IEnumerable<KeyValuePair<string, Element>> Sorted(Dictionary<string, Element> content) => content.OrderBy(x => x.Key, StringComparer.Ordinal);

    private static byte[] Page(int kind, (int Count, byte[] Body) content) => Padded([.. Header(0, kind, content.Count, 0), .. content.Body]);

    private static byte[] Meta(int number, int root, int pages, ulong transaction)
    {
        byte[] meta = [.. BitConverter.GetBytes(0xED0CDAEDu), .. BitConverter.GetBytes(2u), .. BitConverter.GetBytes((uint)PageSize), .. BitConverter.GetBytes(0u), .. BitConverter.GetBytes((ulong)root), .. BitConverter.GetBytes(0ul), .. BitConverter.GetBytes(2ul), .. BitConverter.GetBytes((ulong)pages), .. BitConverter.GetBytes(transaction)];
        return Padded([.. Header(number, 4, 0, 0), .. meta, .. BitConverter.GetBytes(meta.Aggregate(0xcbf29ce484222325ul, (hash, value) => (hash ^ value) * 0x100000001b3ul))]);
    }

    private static byte[] Header(int number, int kind, int count, int overflow) => [.. BitConverter.GetBytes((ulong)number), .. BitConverter.GetBytes((ushort)kind), .. BitConverter.GetBytes((ushort)count), .. BitConverter.GetBytes(overflow)];

    private static byte[] Padded(byte[] content) => [.. content, .. new byte[(PageSize - (content.Length % PageSize)) % PageSize]];

    private sealed record Element(uint Flags, byte[] Value);
}
