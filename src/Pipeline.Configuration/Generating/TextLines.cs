namespace Pipeline.Configuration.Generating;

/// <summary>Text as lines of a file.</summary>
internal static class TextLines
{
    private const int Width = 140;

    /// <summary>A text as comments, broken between words.</summary>
    public static IEnumerable<string> Comment(string text)
    {
        var line = "#";
        foreach (var word in text.ReplaceLineEndings(" ").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length + 1 > Width && line != "#")
            {
                yield return line;
                line = "#";
            }

            line += $" {word}";
        }

        yield return line;
    }

    public static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(x => $"{x}\n"));
}
