using System.Text.RegularExpressions;

namespace Pipeline.Components.Rehearsal;

/// <summary>An embedded server that runs as a program of its own, between invocations of the build.</summary>
internal sealed record BackgroundProgram
{
    /// <summary>What a person calls it: <c>MongoDB server</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Its assembly, which the build references.</summary>
    public required string Assembly { get; init; }

    /// <summary>Where the program is copied to: the build's own folder is replaced by the next version of the build.</summary>
    public required string Directory { get; init; }

    /// <summary>Its arguments, asked for when it is started.</summary>
    public required Func<IReadOnlyList<string>> Arguments { get; init; }

    /// <summary>Which process runs, once it was started.</summary>
    public required string StateFile { get; init; }

    /// <summary>What it has to say.</summary>
    public required string LogFile { get; init; }

    /// <summary>The file in which its address appears when it answers.</summary>
    public required string ReadyFile { get; init; }

    /// <summary>The address in that file.</summary>
    public required Regex Address { get; init; }

    /// <summary>Asks it for a sign of life.</summary>
    public required Func<Uri, CancellationToken, Task<bool>> AnswersAsync { get; init; }
}
