namespace Pipeline.Configuration.Generating;

/// <summary>A file that is written from the settings, and committed.</summary>
/// <param name="Path">Where it belongs, below the repository's root, with <c>/</c>.</param>
/// <param name="Text">What it holds, with line feeds.</param>
public sealed record GeneratedFile(string Path, string Text);
