using System.Text.RegularExpressions;

namespace Pipeline.Kubernetes.Tests.Rendering;

/// <summary>
/// A kustomization with its files in one text, from <c>Cases/</c>: each file begins with <c>-- path --</c>; <c>-- path = other --</c> is a copy of a file of
/// <c>Cases/</c>. <c>-- error ID --</c> holds what the message must say when the case can't be rendered.
/// </summary>
internal sealed partial record CaseFile(string Name, IReadOnlyDictionary<string, string> Files, string? ErrorId, IReadOnlyList<string> ErrorTexts)
{
    private static readonly string Folder = Path.Combine(Overlay.Repository, "tests", "Pipeline.Kubernetes.Tests", "Cases");

    /// <summary>The cases that kubectl renders.</summary>
    public static IReadOnlyList<CaseFile> Rendered { get; } = [.. Read(Folder)];

    /// <summary>The cases that kubectl refuses.</summary>
    public static IReadOnlyList<CaseFile> Refused { get; } = [.. Read(Path.Combine(Folder, "refused"))];

    public Overlay Write() => Files.Aggregate(new Overlay(), (overlay, file) => overlay.With(file.Key, file.Value));

    private static IEnumerable<CaseFile> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(x => Parse(Path.GetFileNameWithoutExtension(x), File.ReadAllText(x)));

    private static CaseFile Parse(string name, string text)
    {
        var files = new Dictionary<string, string>();
        var (errorId, errorTexts) = ((string?)null, Array.Empty<string>());
        foreach (Match part in Part().Matches(text))
        {
            var (header, content) = (part.Groups["header"].Value, part.Groups["content"].Value);
            if (header.Split(" = ") is [var copy, var shared])
                files.Add(copy, File.ReadAllText(Path.Combine(Folder, shared)));
            else if (header.StartsWith("error ", StringComparison.Ordinal))
                (errorId, errorTexts) = (header["error ".Length..], content.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            else
                files.Add(header, content);
        }

        return new CaseFile(name, files, errorId, errorTexts);
    }

    [GeneratedRegex(@"^-- (?<header>.+) --\n(?<content>(?:(?!-- .+ --\n).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Part();
}
