namespace Pipeline.Configuration.Sources;

/// <summary>A C# source file.</summary>
/// <param name="Path">Below the repository's root, with <c>/</c>.</param>
/// <param name="Text">What it holds.</param>
public sealed record SourceText(string Path, string Text);
