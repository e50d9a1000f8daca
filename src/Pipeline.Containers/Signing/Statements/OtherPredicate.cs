using System.Text.Json.Nodes;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>A predicate of a type that isn't known here, as it is.</summary>
public sealed record OtherPredicate : Predicate
{
    private readonly JsonObject content;

    /// <summary>A predicate of any type.</summary>
    public OtherPredicate(string type, JsonObject content)
    {
        ArgumentNullException.ThrowIfNull(content);
        Type = type;
        this.content = (JsonObject)content.DeepClone();
    }

    /// <inheritdoc/>
    public override string Type { get; }

    /// <summary>Always null: where such a type keeps its time isn't known.</summary>
    public override DateTimeOffset? MadeOn => null;

    /// <summary>A copy of the content.</summary>
    public JsonObject Content => (JsonObject)content.DeepClone();

    internal override JsonObject ToJson() => Content;
}
