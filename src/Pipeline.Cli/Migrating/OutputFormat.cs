namespace Pipeline.Cli.Migrating;

/// <summary>What goes to standard output.</summary>
internal enum OutputFormat
{
    /// <summary>Tables and sentences.</summary>
    Text,

    /// <summary>JSON.</summary>
    Json,
}
