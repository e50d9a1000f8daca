using Pipeline.Migrations.Restoring;

namespace Pipeline.Migrations;

/// <summary>How a <see cref="Migrator"/> works. The defaults suit a Kubernetes Job as well as a laptop.</summary>
public sealed record MigratorOptions
{
    /// <summary>Collection that holds the journal. Default <c>_migrations</c>.</summary>
    public string JournalCollection { get; init; } = "_migrations";

    /// <summary>Collection that holds the lock. Default <c>_migrations_lock</c>.</summary>
    public string LockCollection { get; init; } = "_migrations_lock";

    /// <summary>How long the lock of a killed run keeps others out. Default 15 s; it is renewed every third of it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait for the lock while somebody else migrates. Default 5 min; zero fails at once and says who holds it.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Documents from which on a plan warns that a collection is large. Default 100,000.</summary>
    public long LargeCollection { get; init; } = 100_000;

    /// <summary>How many duplicates a plan lists for a unique index. Default 5.</summary>
    public int DuplicateExamples { get; init; } = 5;

    /// <summary>Who runs it, for journal and lock. The program that runs it says so (a user's name, a pipeline's run).</summary>
    public string StartedBy { get; init; } = "unknown";

    /// <summary>Where it runs. Default this machine's name.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>Asked before a run that changes something; null for none, which every plan then says.</summary>
    public IRestorePoint? RestorePoint { get; init; }

    /// <summary>The local clock, for waiting and measuring; what is recorded comes from the server's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
