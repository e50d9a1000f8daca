using Pipeline.Migrations.Authoring.Schemas;

namespace Pipeline.Migrations.Verifying;

/// <summary>A collection as the applied migrations leave it.</summary>
internal sealed record DeclaredCollection(string Name)
{
    public Validator? Validator { get; init; }

    public IReadOnlyDictionary<string, IndexDefinition> Indexes { get; init; } = new Dictionary<string, IndexDefinition>();
}
