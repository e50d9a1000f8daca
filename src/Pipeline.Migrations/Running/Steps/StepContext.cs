using MongoDB.Driver;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Running.Crashing;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>What carrying out a step needs.</summary>
internal sealed record StepContext
{
    public required IMongoDatabase Database { get; init; }

    public required MigratorOptions Options { get; init; }

    public required JournalStore Journal { get; init; }

    public required long Token { get; init; }

    public required SelectedStep Step { get; init; }

    public required ICrashPoints CrashPoints { get; init; }

    /// <summary>Reports documents done, documents there are, and what happened.</summary>
    public required Action<long, long?, string> Advanced { get; init; }

    /// <summary>The mark that says the step ended, made once it did.</summary>
    public required Func<JournalMark> End { get; init; }

    public DeclaredMigration Migration => Step.Migration!;

    public bool IsUp => Step.Action == StepAction.Up;
}
