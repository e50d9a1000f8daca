using System.Text;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.CommandLine.Help;

/// <summary>The text of <c>--help</c> and <c>--list</c>.</summary>
public static class HelpText
{
    private const int MinWidth = 40;
    private const int MaxNameColumn = 32;

    /// <summary>Targets with what they need, the build's parameters, then the engine's options; lines end with <c>\n</c>. Defaults of secrets are never shown.</summary>
    public static string Render(HelpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = new StringBuilder(4096);
        var width = Math.Max(MinWidth, request.Width);
        text.Append("Usage: ").Append(request.Command).Append(" [TARGET…] [--parameter value…]\n");

        var rows = new List<(string Name, string Text)>();
        foreach (var target in request.Targets)
        {
            if (target.Listed)
                rows.Add((target.IsDefault ? target.Name + " (default)" : target.Name, Describe(target)));
        }

        Section(text, "Targets", rows, width);
        Section(text, "Parameters", Rows(request.Parameters, builtIn: false), width);
        Section(text, "Options", Rows(request.Parameters, builtIn: true), width);
        return text.ToString();
    }

    /// <summary>The names of the listed targets, one a line, in order of declaration: for scripts.</summary>
    public static string List(IReadOnlyList<TargetDefinition> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var text = new StringBuilder();
        foreach (var name in EngineParameters.TargetNames(targets))
            text.Append(name).Append('\n');
        return text.ToString();
    }

    private static string Describe(TargetDefinition target)
    {
        var needs = target.DependsOn.Count == 0 ? "" : $"Needs {string.Join(", ", target.DependsOn)}.";
        return Sentences(target.Description, needs);
    }

    private static List<(string Name, string Text)> Rows(IReadOnlyList<ParameterSpec> parameters, bool builtIn)
    {
        var rows = new List<(string, string)>();
        foreach (var spec in parameters)
        {
            if (!spec.Listed || spec.IsBuiltIn != builtIn)
                continue;
            var value = TypeText.ValueName(spec);
            rows.Add((value.Length == 0 ? spec.Option : spec.Option + " " + value, Describe(spec)));
        }

        return rows;
    }

    private static string Describe(ParameterSpec spec)
    {
        // The targets are listed above already.
        var choices = spec.IsBuiltIn && spec.ValueName?.Contains("TARGET", StringComparison.Ordinal) == true ? [] : TypeText.Choices(spec);
        var allowed = choices.Count == 0 ? "" : $"One of {string.Join(", ", choices)}.";
        var isDefault = spec.IsSecret || spec.DefaultText?.Invoke() is not { Length: > 0 } value ? "" : $"Default: {value}.";
        var kind = spec.IsSecret ? "Secret." : "";
        return Sentences(spec.Description, allowed, spec.IsRequired ? "Required." : "", kind, isDefault);
    }

    private static string Sentences(string? first, params ReadOnlySpan<string> others)
    {
        var text = new StringBuilder(first?.Trim().ReplaceLineEndings(" "));
        foreach (var other in others)
        {
            if (other.Length == 0)
                continue;
            if (text.Length > 0)
                text.Append(text[^1] is '.' or '!' or '?' or ')' or ':' ? " " : ". ");
            text.Append(other);
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, List<(string Name, string Text)> rows, int width)
    {
        if (rows.Count == 0)
            return;
        text.Append('\n').Append(title).Append(":\n");
        var column = 0;
        foreach (var (name, _) in rows)
            column = Math.Max(column, name.Length);
        column = Math.Min(Math.Min(column, MaxNameColumn), width / 2) + 4;
        foreach (var (name, description) in rows)
        {
            text.Append("  ").Append(name);
            if (description.Length > 0)
                Wrap(text, description, 2 + name.Length, column, width);
            text.Append('\n');
        }
    }

    // Begins after the name, or on a line of its own where the name is too long for its column.
    private static void Wrap(StringBuilder text, string description, int at, int column, int width)
    {
        if (at + 2 > column)
        {
            text.Append('\n');
            at = 0;
        }

        text.Append(' ', column - at);
        at = column;
        foreach (var word in description.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at > column && at + 1 + word.Length > width)
            {
                text.Append('\n').Append(' ', column);
                at = column;
            }
            else if (at > column)
            {
                text.Append(' ');
                at++;
            }

            text.Append(word);
            at += word.Length;
        }
    }
}
