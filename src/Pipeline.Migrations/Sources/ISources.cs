namespace Pipeline.Migrations.Sources;

/// <summary>Where the source text of migrations comes from.</summary>
internal interface ISources
{
    /// <summary>The source that the compiler knew by this path, or null where there is none.</summary>
    SourceFile? Find(string compiledPath);
}
