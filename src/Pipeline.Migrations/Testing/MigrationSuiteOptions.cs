using MongoDB.Driver;

namespace Pipeline.Migrations.Testing;

/// <summary>How <see cref="MigrationSuite"/> tests.</summary>
public sealed record MigrationSuiteOptions
{
    /// <summary>Puts sample data in, as it would be there when the database is at a version: called at 0 before the first migration, and after each at its version.</summary>
    public Func<IMongoDatabase, long, CancellationToken, Task>? SampleData { get; init; }

    /// <summary>Whether the way down must bring the documents back too. Default no: a contract phase may drop what can't be known again.</summary>
    public bool CompareDocuments { get; init; }
}
