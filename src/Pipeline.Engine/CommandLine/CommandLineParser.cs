using Pipeline.Engine.Parameters;
using Pipeline.Engine.Suggestions;

namespace Pipeline.Engine.CommandLine;

/// <summary>
/// Takes a command line apart. The parameter's type alone decides what belongs to an option, so targets may stand anywhere and no target is swallowed unseen:
/// <list type="bullet">
/// <item>A switch (<c>bool</c>) takes no word, except a following <c>true</c> or <c>false</c>: in <c>--no-cache Compile</c>, Compile is a target.</item>
/// <item>A single value takes exactly one word: in <c>--configuration Release Compile</c>, Compile is a target. (NUKE takes no target after the first option.)</item>
/// <item>A list or dictionary takes all words up to the next option or <c>--</c>: <c>--skip Test Pack -- Compile</c>. Given twice, the values add up.</item>
/// <item>An optional number takes the next word if it is a number: in <c>--parallel Compile</c>, Compile is a target.</item>
/// </list>
/// <c>--name=value</c> works for all of them. One dash is as good as two. A word that begins with a dash and then a letter is an option, never a value;
/// such a value is given as <c>--name=-value</c>; <c>-3</c> and <c>-</c> are values. After <c>--</c> everything is a target.
/// </summary>
public static class CommandLineParser
{
    /// <summary>Parses the words of a command line against the parameters there are. Never throws for what a user typed: see <see cref="ParsedCommandLine.Problems"/>.</summary>
    public static ParsedCommandLine Parse(IReadOnlyList<string> arguments, IReadOnlyList<ParameterSpec> parameters)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(parameters);
        return new Run(arguments, new ParameterIndex(parameters)).Parse();
    }

    internal static ParsedCommandLine Parse(IReadOnlyList<string> arguments, ParameterIndex parameters) => new Run(arguments, parameters).Parse();

    internal static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && NameOf(word) is [var first, ..] && (char.IsLetter(first) || first is '_' or '?');

    private static string NameOf(string word) => word.TrimStart('-');

    private sealed class Run(IReadOnlyList<string> arguments, ParameterIndex parameters)
    {
        private readonly List<string> _positional = [];
        private readonly List<ParsedOption> _options = [];
        private readonly List<ParameterProblem> _problems = [];
        private int _at;

        public ParsedCommandLine Parse()
        {
            var optionsEnded = false;
            while (_at < arguments.Count)
            {
                var word = arguments[_at++];
                if (optionsEnded)
                    _positional.Add(word);
                else if (word == "--")
                    optionsEnded = true;
                else if (IsOption(word))
                    Option(word);
                else
                    _positional.Add(word);
            }

            if (_positional is [[':', .. var command], ..])
            {
                _positional.RemoveAt(0);
                return new ParsedCommandLine { Command = command, CommandArguments = _positional, Options = _options, Problems = _problems };
            }

            return new ParsedCommandLine { Targets = SplitTargets(), Options = _options, Problems = _problems };
        }

        private void Option(string word)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var spelling = equals < 0 ? word : word[..equals];
            var attached = equals < 0 ? null : word[(equals + 1)..];
            if (parameters.FindOption(NameOf(spelling)) is not { } spec)
            {
                _problems.Add(new ParameterProblem(ParameterErrors.UnknownOption, $"Unknown option '{spelling}'.{NearMisses.Hint(spelling, parameters.OptionNames())} See --help."));
                // Whether the words after it are its values can't be known, so they aren't judged as targets.
                while (HasValue())
                    _at++;
                return;
            }

            var arity = OptionArities.Of(spec);
            Add(spec, spelling, arity, Values(spec, spelling, arity, attached));
        }

        private List<string>? Values(ParameterSpec spec, string spelling, OptionArity arity, string? attached)
        {
            var values = new List<string>();
            if (attached is not null)
                values.Add(attached);
            switch (arity)
            {
                case OptionArity.Switch when attached is null && HasValue() && bool.TryParse(arguments[_at], out _):
                case OptionArity.OptionalNumber when attached is null && HasValue() && int.TryParse(arguments[_at], out _):
                    values.Add(arguments[_at++]);
                    break;
                case OptionArity.One when attached is null:
                    if (!HasValue())
                        return Missing(spec, spelling);
                    values.Add(arguments[_at++]);
                    break;
                case OptionArity.Many:
                    while (HasValue())
                        values.Add(arguments[_at++]);
                    if (values.Count == 0 && !spec.ValueIsOptional)
                        return Missing(spec, spelling);
                    break;
            }

            return values;
        }

        private List<string>? Missing(ParameterSpec spec, string spelling)
        {
            var next = _at < arguments.Count && arguments[_at] != "--" ? $" '{arguments[_at]}' is an option; a value that begins with a dash is written {spelling}={arguments[_at]}." : "";
            _problems.Add(new ParameterProblem(ParameterErrors.MissingValue, $"Option '{spelling}' needs {TypeText.Needs(spec.Type, spec)}, e.g. {TypeText.Example(spec)}.{next}"));
            return null;
        }

        private void Add(ParameterSpec spec, string spelling, OptionArity arity, List<string>? values)
        {
            var earlier = _options.FindIndex(x => ReferenceEquals(x.Spec, spec));
            if (earlier < 0)
            {
                if (values is not null)
                    _options.Add(new ParsedOption(spec, spelling, values));
            }
            else if (arity != OptionArity.Many)
                _problems.Add(new ParameterProblem(ParameterErrors.DuplicateOption, $"Option '{spelling}' was given twice, and takes one value. Give it once."));
            else if (values is not null)
                _options[earlier] = _options[earlier] with { Values = [.. _options[earlier].Values, .. values] };
        }

        private bool HasValue() => _at < arguments.Count && arguments[_at] != "--" && !IsOption(arguments[_at]);

        private List<string> SplitTargets()
        {
            var targets = new List<string>();
            foreach (var word in _positional)
                targets.AddRange(word.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return targets;
        }
    }
}
