using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>The little YAML that workflows need.</summary>
internal static class Yaml
{
    /// <summary>Text as it stands where it can, otherwise in single quotes.</summary>
    public static string Text(string text) => IsPlain(text) ? text : Quoted(text);

    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static void Block(CustomFileWriter writer, string header, Action content)
    {
        writer.WriteLine(header);
        using (writer.Indent())
            content();
    }

    public static void List(CustomFileWriter writer, string header, IReadOnlyCollection<string> items)
    {
        if (items.Count > 0)
            Block(writer, header, () => { foreach (var item in items) writer.WriteLine($"- {Text(item)}"); });
    }

    // Stricter than YAML: letters, digits, dash, underscore and slash, beginning with a letter, and no word that YAML reads as something else.
    private static bool IsPlain(string text)
        => text.Length > 0
           && char.IsAsciiLetter(text[0])
           && text.All(x => char.IsAsciiLetterOrDigit(x) || x is '-' or '_' or '/')
           && text.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n");
}
