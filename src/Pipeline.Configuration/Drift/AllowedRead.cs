namespace Pipeline.Configuration.Drift;

/// <summary>Source code that may read the environment past the catalogue.</summary>
/// <param name="Path">A file, or a folder with <c>/</c> at its end.</param>
/// <param name="Reason">Why it may.</param>
public sealed record AllowedRead(string Path, string Reason)
{
    /// <summary>The variables that it may read; empty for any, by whatever name.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];
}
