using System.Text.RegularExpressions;

namespace Repository.Tests.Sources;

/// <summary>What docs and reviews can't hold a code base to for long: names of folders and namespaces, leftovers, length.</summary>
internal static partial class SourceRules
{
    public const int MaxLines = 400;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> s_longFiles = [];

    private static readonly string[] s_meaningless = ["Helper", "Helpers", "Common", "Util", "Utils", "Misc", "Impl"];

    public static IEnumerable<string> Violations(string file, string text)
    {
        foreach (var folder in file.Split('/')[..^1].Where(x => s_meaningless.Contains(x, StringComparer.OrdinalIgnoreCase)))
            yield return $"{file}: a folder is called after what it is for, and '{folder}' says nothing.";

        // Only this rule's own source may name the words.
        foreach (Match match in Unfinished().Matches(text))
            yield return $"{file}, line {text.AsSpan(0, match.Index).Count('\n') + 1}: '{match.Value}'. Finish it, or leave it out and open an issue.";

        var lines = text.AsSpan().Count('\n');
        if (lines > MaxLines && !s_longFiles.ContainsKey(file))
            yield return $"{file} has {lines} lines, more than {MaxLines}. Split it by concept, or say in {nameof(SourceRules)} why it is as long.";

        if (!file.StartsWith("src/", StringComparison.Ordinal) || !NeedsNamespace(file, text))
            yield break;
        var expected = file[4..file.LastIndexOf('/')].Replace('/', '.');
        var actual = Namespace().Match(text).Groups[1].Value;
        if (actual.Length == 0)
            yield return $"{file} has no file-scoped namespace.";
        else if (!file.StartsWith("src/Nuke.", StringComparison.Ordinal) && actual != expected)
            yield return $"{file} has the namespace {actual}. Its folder asks for {expected}.";
    }

    // Top-level statements and assembly attributes have none.
    private static bool NeedsNamespace(string file, string text) => !file.EndsWith("/Program.cs", StringComparison.Ordinal) && TypeDeclaration().IsMatch(text);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|file|static|sealed|abstract|readonly|ref|partial|unsafe|private)\s+)*(?:class|record|struct|interface|enum|delegate)\b", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\b(?:TO[D]O|FIX[M]E|HA[C]K|NotImplemented[E]xception)\b")]
    private static partial Regex Unfinished();
}
