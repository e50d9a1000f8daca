using Pipeline.Engine.Parameters;
using Pipeline.Engine.Parameters.Conversion;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.CommandLine.Completion;

/// <summary>What may come next on a command line: the answer to <c>--complete LINE</c>, which the completion scripts ask.</summary>
public static class CompletionCandidates
{
    /// <summary>
    /// The whole words that may stand where the cursor is, one a candidate, given the line up to the cursor (the command included).
    /// Empty where anything goes, so that the shell falls back to files.
    /// </summary>
    public static IReadOnlyList<string> Find(string line, IReadOnlyList<ParameterSpec> parameters, IReadOnlyList<TargetDefinition> targets)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(targets);
        var words = Words(line);
        // The first is the command itself, the last is being typed.
        if (words.Count < 2)
            return [];
        var typed = words[^1];
        words.RemoveAt(words.Count - 1);
        words.RemoveAt(0);
        var index = new ParameterIndex(parameters);
        var (owner, optionsEnded) = Owner(words, index);

        if (typed.StartsWith('-') && !optionsEnded)
        {
            var equals = typed.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? Options(typed, index) : Values(typed[..(equals + 1)], typed[(equals + 1)..], index.FindOption(typed[..equals].TrimStart('-')));
        }

        return owner is null ? Separated("", typed, "+", EngineParameters.TargetNames(targets)) : Values("", typed, owner);
    }

    // The option that the next word belongs to, by the parser's own rules.
    private static (ParameterSpec? Owner, bool OptionsEnded) Owner(List<string> words, ParameterIndex index)
    {
        ParameterSpec? owner = null;
        foreach (var word in words)
        {
            if (word == "--")
                return (null, true);
            if (CommandLineParser.IsOption(word))
            {
                owner = index.FindOption(word.Split('=')[0].TrimStart('-'));
                if (owner is not null && (OptionArities.Of(owner) is OptionArity.Switch or OptionArity.OptionalNumber || (OptionArities.Of(owner) == OptionArity.One && word.Contains('=', StringComparison.Ordinal))))
                    owner = null;
            }
            else if (owner is not null && OptionArities.Of(owner) == OptionArity.One)
                owner = null;
        }

        return (owner, false);
    }

    private static List<string> Options(string typed, ParameterIndex index)
    {
        var key = ParameterName.Normalize(typed);
        var options = new List<string>();
        foreach (var spec in index.All)
        {
            if (spec.Listed && (spec.Origins & ParameterOrigins.CommandLine) != 0 && ParameterName.Normalize(spec.Name).StartsWith(key, StringComparison.Ordinal))
                options.Add(spec.Option);
        }

        return options;
    }

    private static List<string> Values(string before, string typed, ParameterSpec? spec)
    {
        if (spec is null)
            return [];
        var choices = ValueConversion.IsSwitch(spec.Type) ? ["true", "false"] : TypeText.Choices(spec);
        return Separated(before, typed, spec.Separator, choices);
    }

    private static List<string> Separated(string before, string typed, string? separator, IReadOnlyList<string> choices)
    {
        var last = string.IsNullOrEmpty(separator) ? -1 : typed.LastIndexOf(separator, StringComparison.Ordinal);
        if (last >= 0)
        {
            before += typed[..(last + separator!.Length)];
            typed = typed[(last + separator.Length)..];
        }

        var found = new List<string>();
        foreach (var choice in choices)
        {
            if (choice.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                found.Add(before + choice);
        }

        return found;
    }

    // As a shell splits: at white space outside of quotes. The last word is what is being typed, and may be empty.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var quote = '\0';
        var inWord = false;
        foreach (var letter in line)
        {
            if (quote != '\0' ? letter == quote : letter is '"' or '\'')
            {
                quote = quote == '\0' ? letter : '\0';
                inWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                if (inWord)
                    words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
            else
            {
                word.Append(letter);
                inWord = true;
            }
        }

        words.Add(word.ToString());
        return words;
    }
}
