using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>create</c>: a collection or a view.</summary>
internal sealed class CreateCommand : Command
{
    private static readonly string[] s_notOfViews = ["capped", "size", "max", "validator", "validationLevel", "validationAction", "clusteredIndex", "changeStreamPreAndPostImages", "idIndex", "storageEngine", "indexOptionDefaults"];

    public override string Name => "create";

    public override CommandTraits Traits => CommandTraits.Writes | CommandTraits.InTransactions;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var ns = request.Namespace.RequireCreatable();
        RequireTypes(request.Body);
        var given = new BsonDocument(request.Body.Document.Where(x => x.Name != Name && !CommandBody.IsGeneric(x.Name)));
        if (given.Contains("viewOn") && Array.Find(s_notOfViews, given.Contains) is { } misplaced)
            throw new CommandException(ServerError.InvalidOptions, $"option not supported on a view: {misplaced}");
        if (given.Contains("validator") && CollectionRules.IsInternal(ns.Database))
            throw new CommandException(ServerError.InvalidOptions, $"Document validators are not allowed on collection {ns} in the {ns.Database} internal database");

        var options = CollectionSpecification.Parse(given);
        await request.WriteAsync(batch => Create(request, batch, ns, options), cancellationToken).ConfigureAwait(false);
        return [];
    }

    private static bool Create(CommandRequest request, WriteBatch batch, Namespace ns, CollectionOptions options)
    {
        if (request.Find(batch, ns) is { } existing)
        {
            if (request.Transaction is not null)
                throw new CommandException(ServerError.NamespaceExists, $"Collection {ns} already exists.");
            RequireSame(existing, options);
            return false;
        }

        ViewDefinition.Require(ns, options, batch);
        batch.Create(ns, options);
        return true;
    }

    /// <summary>What is there already with the same options needn't be made.</summary>
    private static void RequireSame(CollectionState existing, CollectionOptions options)
    {
        if (CollectionRules.SaysTheSame(existing.Options.Specification, options.Specification))
            return;
        if (existing.IsView && options.IsView && existing.Options.ViewOn != options.ViewOn)
            throw new CommandException(ServerError.NamespaceExists, $"namespace {existing.Namespace} already exists, but is a view on {existing.Namespace.Database}.{existing.Options.ViewOn} rather than {existing.Namespace.Database}.{options.ViewOn}");
        if (existing.IsView && options.IsView)
            throw new CommandException(ServerError.NamespaceExists, $"namespace {existing.Namespace} already exists, but with pipeline {ShellText.Of(existing.Options.ViewPipeline!)} rather than {ShellText.Of(options.ViewPipeline!)}");
        var had = new BsonDocument("uuid", Uuids.ToBson(existing.Uuid)).AddRange(existing.Options.Specification);
        throw new CommandException(ServerError.NamespaceExists, $"namespace {existing.Namespace} already exists, but with different options: {ShellText.Of(had)}");
    }

    private static void RequireTypes(CommandBody body)
    {
        _ = body.Flag("capped");
        _ = body.Number("size");
        _ = body.Number("max");
        _ = body.Object("validator");
        _ = body.Text("validationLevel");
        _ = body.Text("validationAction");
        _ = body.Object("collation");
        _ = body.Text("viewOn");
        _ = body.Object("changeStreamPreAndPostImages");
        if (body.Array("pipeline") is { } pipeline && pipeline.FirstOrDefault(x => !x.IsBsonDocument) is { } wrong)
            throw body.WrongType($"pipeline.{pipeline.IndexOf(wrong)}", wrong, "object");
    }
}
