using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Tests.Canaries;

/// <summary>
/// Values that were planted as secrets, looked for in what a run leaves: as they are, URL-encoded, JSON-escaped, in base64 (also within a longer text in
/// base64) and in hexadecimal. It shares no code with what masks secrets.
/// </summary>
internal sealed class CanarySearch
{
    private const int ShortestLength = 12;

    private readonly List<(string Canary, string Form, string Text)> _forms = [];
    private SearchValues<string>? _search;

    /// <summary>Makes a value that nothing else has, in letters and digits.</summary>
    public string Plant(string name) => Add(name, $"canary{Random()}");

    /// <summary>The same with characters that every encoding changes.</summary>
    public string PlantOdd(string name) => Add(name, $"{Random()}/+&=\"<{Random()}");

    /// <summary>Looks for a value that somebody else made.</summary>
    public string Add(string name, string value)
    {
        Assert.True(value.Length >= ShortestLength, $"'{name}' is so short that it may be found anywhere.");
        foreach (var (form, text) in Forms(value).DistinctBy(x => x.Text))
            _forms.Add((name, form, text));
        _search = null;
        return value;
    }

    /// <summary>Who is found, in which form and where; never the value.</summary>
    public IReadOnlyList<string> In(string place, string text)
    {
        _search ??= SearchValues.Create([.. _forms.Select(x => x.Text)], StringComparison.Ordinal);
        return text.AsSpan().IndexOfAny(_search) < 0
            ? []
            : [.. _forms.Where(x => text.Contains(x.Text, StringComparison.Ordinal)).Select(x => $"{x.Canary}, {x.Form}, in {place}")];
    }

    /// <summary>Every file below a folder, but for the paths that are left out (a file, or a folder with all in it).</summary>
    public IReadOnlyList<string> InFiles(string root, params IReadOnlyCollection<string> leftOut)
    {
        var out_ = leftOut.Select(x => Path.Combine(root, x)).ToHashSet(StringComparer.Ordinal);
        return [.. Files(new DirectoryInfo(root)).SelectMany(x => In(Path.GetRelativePath(root, x.FullName), Read(x)))];

        IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder.EnumerateFileSystemInfos().Where(x => x.LinkTarget is null && !out_.Contains(x.FullName)).SelectMany(x => x switch
        {
            DirectoryInfo below => Files(below),
            FileInfo file => [file],
            _ => [],
        });
    }

    // Every byte is a character of its own, so that what isn't text can be searched too.
    private static string Read(FileInfo file)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(file.FullName));
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    private static IEnumerable<(string Form, string Text)> Forms(string value)
    {
        yield return ("as it is", value);
        yield return ("URL-encoded", Uri.EscapeDataString(value));
        yield return ("URL-encoded", WebUtility.UrlEncode(value));
        yield return ("URL-encoded", LowerCaseEscapes(Uri.EscapeDataString(value)));
        yield return ("JSON-escaped", JsonEncodedText.Encode(value).ToString());
        yield return ("JSON-escaped", JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());
        var bytes = Encoding.UTF8.GetBytes(value);
        yield return ("in hexadecimal", Convert.ToHexStringLower(bytes));
        yield return ("in hexadecimal", Convert.ToHexString(bytes));
        for (var before = 0; before < 3; before++)
        {
            var text = InBase64(bytes, before);
            yield return ("in base64", text);
            yield return ("in base64url", text.Replace('+', '-').Replace('/', '_'));
            yield return ("in base64, JSON-escaped", JsonEncodedText.Encode(text).ToString());
            yield return ("in base64, URL-encoded", Uri.EscapeDataString(text));
        }
    }

    /// <summary>What of a longer text in base64 depends on the value alone, where so many bytes (of each three) stand before it.</summary>
    private static string InBase64(byte[] value, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. value]);
        var first = (before * 8 + 5) / 6;
        var end = (before + value.Length) * 8 / 6;
        return text[first..end];
    }

    private static string LowerCaseEscapes(string text)
    {
        var result = new StringBuilder(text);
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
            (result[i + 1], result[i + 2]) = (char.ToLowerInvariant(text[i + 1]), char.ToLowerInvariant(text[i + 2]));
        return result.ToString();
    }
}
