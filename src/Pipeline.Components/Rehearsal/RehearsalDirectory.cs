namespace Pipeline.Components.Rehearsal;

/// <summary>Where a rehearsal's database keeps what it keeps.</summary>
internal sealed record RehearsalDirectory(string Path)
{
    /// <summary>The database's files.</summary>
    public string Data => System.IO.Path.Combine(Path, "mongodb");

    /// <summary>Which server runs, if <c>Up</c> started one.</summary>
    public string StateFile => System.IO.Path.Combine(Path, "mongodb.json");

    /// <summary>What that server has to say.</summary>
    public string LogFile => System.IO.Path.Combine(Path, "mongodb.log");

    /// <summary>Written by that server when it answers.</summary>
    public string ReadyFile => System.IO.Path.Combine(Path, "mongodb.ready");

    /// <summary>That server's program: a copy, since the build's own folder is replaced by the next version of the build.</summary>
    public string Program => System.IO.Path.Combine(Path, "program");
}
