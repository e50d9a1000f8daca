using Pipeline.Errors;

namespace Pipeline.Engine.Globbing;

/// <summary>
/// One compiled pattern over relative paths. <c>**</c> any number of directories, none included (<c>**/*.cs</c> matches in the root too);
/// <c>*</c> any part of a name; <c>?</c> one character; <c>[abc]</c>, <c>[a-z]</c>, <c>[!a-z]</c> one of a set; <c>{a,b}</c> one of several,
/// nested and across separators too. <c>/</c> and <c>\</c> both separate. Names that begin with a dot are like any other.
/// A pattern that starts with <c>!</c> excludes (see <see cref="GlobSet"/>).
/// </summary>
public sealed class Glob
{
    private readonly GlobMachine _machine;

    private Glob(string pattern, GlobMachine machine, bool isExclude)
    {
        Pattern = pattern;
        IsExclude = isExclude;
        _machine = machine;
    }

    /// <summary>The pattern as written.</summary>
    public string Pattern { get; }

    /// <summary>Whether it was written with a leading <c>!</c>.</summary>
    public bool IsExclude { get; }

    /// <summary>Whether <paramref name="text"/> has any of <c>* ? [ {</c>; otherwise it names one path.</summary>
    public static bool HasWildcards(string text) => text.AsSpan().IndexOfAny("*?[{") >= 0;

    /// <summary>Compiles <paramref name="pattern"/>.</summary>
    /// <exception cref="PipelineException">The pattern can't be read (PIPE0100).</exception>
    public static Glob Parse(string pattern, GlobCase letterCase = GlobCase.Platform)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var isExclude = pattern.StartsWith('!');
        return new Glob(pattern, GlobMachine.Compile([isExclude ? pattern[1..] : pattern], letterCase), isExclude);
    }

    /// <summary>Whether the pattern (without its <c>!</c>) matches the whole of <paramref name="relativePath"/>.</summary>
    public bool IsMatch(ReadOnlySpan<char> relativePath) => _machine.IsMatch(relativePath);

    /// <summary>The pattern as written.</summary>
    public override string ToString() => Pattern;
}
