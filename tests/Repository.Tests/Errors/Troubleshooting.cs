using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Repository.Tests.Errors;

/// <summary>Writes docs/TROUBLESHOOTING.md from the declared errors.</summary>
internal static partial class Troubleshooting
{
    public const string File = "docs/TROUBLESHOOTING.md";

    public static string Render(IEnumerable<DeclaredError> errors)
    {
        var text = new StringBuilder("""
            # Troubleshooting

            Every error that Pipeline itself reports carries an id. Find it here: why it happens, and what to do.
            The message shown with it names the value, file or target in question; `--verbosity verbose` adds the stack trace.

            <!-- Made from the [ErrorCodes] classes in src/. Don't edit: change the declaration, then run
                 PIPELINE_UPDATE_SNAPSHOTS=1 dotnet test tests/Repository.Tests -->

            """.ReplaceLineEndings("\n"));

        foreach (var project in errors.ToLookup(x => x.Project).OrderBy(x => x.Min(error => error.Code.Id), StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {ErrorRanges.All.FirstOrDefault(x => x.Project == project.Key).Title ?? project.Key} (`{project.Key}`)\n");
            foreach (var (code, _, _, _) in project.OrderBy(x => x.Code.Id, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n### {code.Id}: {Escape(code.Title)}\n\n");
                text.Append(CultureInfo.InvariantCulture, $"{Escape(code.Cause)}\n\n");
                text.Append(CultureInfo.InvariantCulture, $"**What to do:** {Escape(code.Cure)}\n");
            }
        }

        return text.ToString();
    }

    // Code spans stay as they are; elsewhere Markdown would take these characters for markup.
    private static string Escape(string text) =>
        string.Concat(text.Split('`').Select((part, i) => i % 2 == 1 ? $"`{part}`" : Markup().Replace(part, @"\$0")));

    [GeneratedRegex(@"[\\*<\[\]]")]
    private static partial Regex Markup();
}
