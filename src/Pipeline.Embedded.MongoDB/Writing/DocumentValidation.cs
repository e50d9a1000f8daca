using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Schemas;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>Holds a new version of a document against its collection's validator.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/core/schema-validation/.</remarks>
internal static class DocumentValidation
{
    /// <param name="collection">The collection.</param>
    /// <param name="document">As it shall be.</param>
    /// <param name="before">As it was. Default: it is new.</param>
    /// <param name="context">The command.</param>
    /// <exception cref="CommandException">DocumentValidationFailure.</exception>
    public static void Require(CollectionState collection, BsonDocument document, BsonDocument? before, WriteContext context)
    {
        var options = collection.Options;
        if (options.ValidatorFilter is not { } validator || context.BypassesValidation || options.ValidationLevel == ValidationLevel.Off || validator.Matches(document))
            return;
        // Documents that didn't hold before may stay so.
        if (options.ValidationLevel == ValidationLevel.Moderate && before is not null && !validator.Matches(before))
            return;
        if (options.ValidationAction == ValidationAction.Warn)
        {
            context.Request.Server.Log($"Document would fail validation: {collection.Namespace}, _id {ShellText.Of(document.GetValue("_id", BsonNull.Value))}");
            return;
        }

        var details = DocumentValidator.Explain(options.Validator!, document, new FilterOptions { Evaluation = EvaluationSettings.None with { Collation = options.Collation } });
        throw new CommandException(ServerError.DocumentValidationFailure, "Document failed validation")
        {
            Details = new BsonDocument("errInfo", new BsonDocument
            {
                { "failingDocumentId", document.GetValue("_id", BsonNull.Value) },
                { "details", (BsonValue?)details ?? BsonNull.Value },
            }),
        };
    }
}
