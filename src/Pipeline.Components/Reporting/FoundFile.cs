namespace Pipeline.Components.Reporting;

/// <summary>A file that was found.</summary>
/// <param name="Path">Relative to the output, with slashes.</param>
/// <param name="WrittenAt">When it was written: before the run, where an earlier one left it.</param>
internal sealed record FoundFile(string Path, DateTimeOffset WrittenAt)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>Content of a file.</summary>
internal sealed record Found<T>(FoundFile File, T Content);
