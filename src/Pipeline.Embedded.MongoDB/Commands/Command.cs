using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>A command that clients may send. One instance serves all of them.</summary>
internal abstract class Command
{
    /// <summary>As MongoDB spells it. Names are compared exactly.</summary>
    public abstract string Name { get; }

    /// <summary>Other names of the same command.</summary>
    public virtual IReadOnlyList<string> Aliases => [];

    public virtual CommandTraits Traits => CommandTraits.None;

    /// <returns>The reply without <c>ok</c>, unless it has another than 1.</returns>
    /// <exception cref="Errors.CommandException">The reply is an error.</exception>
    public abstract Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken);

    public bool Has(CommandTraits traits) => (Traits & traits) == traits;
}
