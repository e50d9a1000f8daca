using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;
using Pipeline.Errors;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>Something said of artifacts: an in-toto statement v1 (https://in-toto.io/Statement/v1).</summary>
public sealed record Statement
{
    private const string Type = "https://in-toto.io/Statement/v1";

    // The same fields for our purposes; cosign still writes it.
    private const string EarlierType = "https://in-toto.io/Statement/v0.1";

    /// <summary>What it is about. Each has a digest, and only by it is a subject recognised.</summary>
    public required IReadOnlyList<ResourceDescriptor> Subjects { get; init; }

    /// <summary>What is said.</summary>
    public required Predicate Predicate { get; init; }

    /// <summary>A statement about one image.</summary>
    public static Statement About(string imageName, Digest image, Predicate predicate) => new() { Subjects = [ResourceDescriptor.Image(imageName, image)], Predicate = predicate };

    /// <summary>Reads a statement; fields that aren't known are passed over, as in-toto asks.</summary>
    /// <exception cref="PipelineException">PIPE3505.</exception>
    public static Statement Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return Read(json);
        }
        catch (FormatException error)
        {
            throw new PipelineException(SigningErrors.MalformedStatement, $"The statement can't be read: {error.Message}.", error);
        }
    }

    /// <summary>The statement as canonical JSON (RFC 8785): equal statements have equal bytes.</summary>
    /// <exception cref="PipelineException">PIPE3505: no subject, a subject without digest, or a number in the predicate that readers would understand differently.</exception>
    public byte[] ToJson()
    {
        if (Subjects.Count == 0 || Subjects.Any(x => x.Digest.Count == 0))
            throw new PipelineException(SigningErrors.MalformedStatement, "The statement can't be signed: it needs a subject, and each subject a digest.");

        try
        {
            return CanonicalJson.Bytes(new JsonObject
            {
                ["_type"] = Type,
                ["subject"] = new JsonArray([.. Subjects.Select(x => x.ToJson())]),
                ["predicateType"] = Predicate.Type,
                ["predicate"] = Predicate.ToJson(),
            });
        }
        catch (FormatException error)
        {
            throw new PipelineException(SigningErrors.MalformedStatement, $"The statement can't be signed: {error.Message}.", error);
        }
    }

    /// <summary>Whether it is about this image.</summary>
    public bool IsAbout(Digest image) => Subjects.Any(x => x.Is(image));

    internal static Statement Read(ReadOnlyMemory<byte> json)
    {
        var fields = new JsonFields(StrictJson.Object(json));
        if (fields.Text("_type") is var type && type is not (Type or EarlierType))
            throw fields.Wrong("_type", $"'{type}' is no in-toto statement of version 1");

        var subjects = fields.Objects("subject").Select(ResourceDescriptor.Read).ToList();
        if (subjects.Count == 0 || subjects.Exists(x => x.Digest.Count == 0))
            throw fields.Wrong("subject", "there must be at least one, and each with a digest");

        var predicateType = fields.Text("predicateType");
        return new Statement { Subjects = subjects, Predicate = Predicate.Read(predicateType, fields.OptionalObject("predicate") ?? new JsonFields([], "predicate")) };
    }
}
