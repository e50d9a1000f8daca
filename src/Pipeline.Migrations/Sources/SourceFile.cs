namespace Pipeline.Migrations.Sources;

/// <summary>A source file of a migrations project.</summary>
/// <param name="Name">Its path in the project, with forward slashes.</param>
/// <param name="Read">Gives its text.</param>
internal sealed record SourceFile(string Name, Func<string> Read);
