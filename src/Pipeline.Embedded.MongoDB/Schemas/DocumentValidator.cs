using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>
/// A collection's validator, which can say why a document fails it as MongoDB does since 5.0, in the <c>errInfo.details</c> of
/// <c>DocumentValidationFailure</c>. Source: https://www.mongodb.com/docs/manual/core/schema-validation/handle-invalid-documents/.
/// </summary>
internal sealed class DocumentValidator
{
    private readonly ValidationNode _node;

    private DocumentValidator(ValidationNode node, Filter filter)
    {
        _node = node;
        Filter = filter;
    }

    public Filter Filter { get; }

    public static DocumentValidator Parse(BsonDocument validator, FilterOptions options)
    {
        // Parsed as a query first, so that a bad one gets a query's errors.
        var filter = Filter.Parse(validator, options);
        return new DocumentValidator(new ValidationParser(options).Parse(validator), filter);
    }

    /// <returns>The details, or <see langword="null"/> for a document that is valid.</returns>
    public static BsonDocument? Explain(BsonDocument validator, BsonDocument document, FilterOptions options) =>
        Parse(validator, options).Explain(document);

    public bool Matches(BsonDocument document) => Filter.Matches(document);

    /// <returns>The details, or <see langword="null"/> for a document that is valid.</returns>
    public BsonDocument? Explain(BsonDocument document) => Matches(document) ? null : _node.Explain(document, inverted: false);
}
