using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>A bill of materials in CycloneDX' JSON form; the whole document is the predicate.</summary>
public sealed record CycloneDxBom : Predicate
{
    private readonly JsonObject document;

    private CycloneDxBom(JsonObject document, JsonFields fields)
    {
        if (fields.Text("bomFormat") != "CycloneDX")
            throw fields.Wrong("bomFormat", "it must be CycloneDX");

        this.document = document;
        SpecVersion = fields.Text("specVersion");
        ComponentCount = fields.Objects("components").Count;
        MadeOn = fields.OptionalObject("metadata")?.OptionalTime("timestamp");
    }

    /// <inheritdoc/>
    public override string Type => PredicateTypes.CycloneDx;

    /// <summary>The document's <c>metadata.timestamp</c>.</summary>
    public override DateTimeOffset? MadeOn { get; }

    /// <summary>CycloneDX' version: <c>1.6</c>.</summary>
    public string SpecVersion { get; }

    /// <summary>How many components it lists at its top level.</summary>
    public int ComponentCount { get; }

    /// <summary>A copy of the document.</summary>
    public JsonObject Document => (JsonObject)document.DeepClone();

    /// <summary>Reads a document.</summary>
    /// <exception cref="PipelineException">PIPE3505: it isn't CycloneDX in JSON.</exception>
    public static CycloneDxBom Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return Read(new JsonFields(StrictJson.Object(json)));
        }
        catch (FormatException error)
        {
            throw new PipelineException(SigningErrors.MalformedStatement, $"The bill of materials can't be attested: {error.Message}.", error);
        }
    }

    internal static CycloneDxBom Read(JsonFields fields) => new((JsonObject)fields.Map.DeepClone(), fields);

    internal override JsonObject ToJson() => Document;
}
