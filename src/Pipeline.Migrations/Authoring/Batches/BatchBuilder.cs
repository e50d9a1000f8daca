namespace Pipeline.Migrations.Authoring.Batches;

/// <summary>Collects the passes of a <see cref="BatchMigration"/>. They run one after the other.</summary>
public sealed class BatchBuilder
{
    private readonly List<BatchChangeBuilder> _changes = [];

    internal BatchBuilder()
    {
    }

    /// <summary>Begins a pass over a collection.</summary>
    public BatchChangeBuilder Over(string collection)
    {
        ArgumentException.ThrowIfNullOrEmpty(collection);
        var change = new BatchChangeBuilder(collection);
        _changes.Add(change);
        return change;
    }

    internal IReadOnlyList<BatchChange> Build() => [.. _changes.Select(x => x.Build())];
}
