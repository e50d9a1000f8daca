using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Reporting.Dialects;

/// <summary>Decides which lines become annotations: each once, and no more than the CI shows.</summary>
/// <param name="max">Most errors, and most warnings.</param>
internal sealed class Annotations(int max)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int errors;
    private int warnings;

    /// <summary>Errors that came after the limit.</summary>
    public int ErrorsLeftOut { get; private set; }

    /// <summary>Warnings that came after the limit.</summary>
    public int WarningsLeftOut { get; private set; }

    /// <summary>Whether this one is shown as an annotation.</summary>
    public bool Take(bool isError, string identity)
    {
        if (!seen.Add(identity))
            return false;
        if (isError)
        {
            if (errors < max)
                return ++errors > 0;
            ErrorsLeftOut++;
        }
        else
        {
            if (warnings < max)
                return ++warnings > 0;
            WarningsLeftOut++;
        }

        return false;
    }

    /// <summary>What a line says of a file, or, at warning level and above, of its target; null for ordinary lines.</summary>
    public static Diagnostic? DiagnosticOf(OutputLine line, string? target)
    {
        var text = TerminalText.Clean(line.Text, keepColor: false);
        if (Diagnostic.Parse(text) is { } diagnostic)
            return diagnostic;
        return line.Level >= OutputLevel.Warning ? new Diagnostic(null, 0, 0, line.Level == OutputLevel.Error, target ?? "", text.Trim()) : null;
    }

    /// <summary>The path as the CI wants it: relative to the root, with slashes.</summary>
    public static string RelativePath(string file, string? root)
    {
        if (root is { Length: > 0 } && file.StartsWith(root, StringComparison.Ordinal))
        {
            var rest = file[root.Length..];
            if (rest.StartsWith('/') || rest.StartsWith('\\') || root.EndsWith('/') || root.EndsWith('\\'))
                file = rest.TrimStart('/', '\\');
        }

        return file.Replace('\\', '/');
    }
}
