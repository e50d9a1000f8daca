using Nuke.Common.Utilities;
using Pipeline.Errors;

namespace Nuke.Common;

/// <summary>Reads a command line in NUKE's form: positional arguments, then <c>--name value value</c>; dashes inside a name and case don't matter.</summary>
internal sealed class ArgumentParser(IEnumerable<string> arguments)
{
    private readonly string[] _arguments = [.. arguments];

    public ArgumentParser(string commandLine)
        : this(Split(commandLine))
    {
    }

    public IReadOnlyList<string> Arguments => _arguments;

    private string[] Positional => [.. _arguments.TakeWhile(x => !IsName(x))];

    public bool HasArgument(string name) => IndexOf(name) != -1;

    public object? GetNamedArgument(string name, Type type, char? separator = null)
        => IndexOf(name) is var index and not -1
            ? Convert($"--{name}", [.. _arguments.Skip(index + 1).TakeWhile(x => !IsName(x))], type, separator)
            : type.GetDefaultValue();

    public object? GetPositionalArgument(int position, Type type, char? separator = null)
    {
        var positional = Positional;
        var index = position < 0 ? positional.Length + position : position;
        return index >= 0 && index < positional.Length
            ? Convert($"number {position}", [positional[index]], type, separator)
            : type.GetDefaultValue();
    }

    public object? GetAllPositionalArguments(Type type, char? separator = null)
        => Positional is { Length: > 0 } positional
            ? Convert("before the first named one", positional, type, separator)
            : type.GetDefaultValue();

    private static bool IsName(string argument) => argument.StartsWith('-');

    private static string MemberName(string name) => name.Replace("-", string.Empty, StringComparison.Ordinal);

    private static object? Convert(string what, string[] values, Type type, char? separator)
    {
        if (separator is { } character && values.Length == 1)
            values = values[0].Split(character);

        try
        {
            return ReflectionUtility.Convert(values, type, booleanDefault: true);
        }
        catch (Exception exception) when (exception is ArgumentException or PipelineException)
        {
            Assert.Fail($"Argument {what} can't be used: {exception.Message}", exception);
            throw;
        }
    }

    private static List<string> Split(string commandLine)
    {
        var arguments = new List<string>();
        var current = new System.Text.StringBuilder();
        var (quote, any) = ('\0', false);
        for (var i = 0; i < commandLine.Length; i++)
        {
            var character = commandLine[i];
            if (character == '\\' && i + 1 < commandLine.Length && commandLine[i + 1] is '"' or '\'')
            {
                current.Append(commandLine[++i]);
            }
            else if (quote == '\0' && character is '"' or '\'')
            {
                (quote, any) = (character, true);
            }
            else if (quote != '\0' && character == quote)
            {
                quote = '\0';
            }
            else if (character == ' ' && quote == '\0')
            {
                if (any || current.Length > 0)
                    arguments.Add(current.ToString());
                current.Clear();
                any = false;
            }
            else
            {
                current.Append(character);
            }
        }

        if (any || current.Length > 0)
            arguments.Add(current.ToString());
        return arguments;
    }

    private int IndexOf(string name)
        => Array.FindLastIndex(_arguments, x => IsName(x) && string.Equals(MemberName(x), MemberName(name), StringComparison.OrdinalIgnoreCase));
}
