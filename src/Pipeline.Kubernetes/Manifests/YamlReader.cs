using System.Text.Json.Nodes;
using Pipeline.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pipeline.Kubernetes.Manifests;

/// <summary>Reads YAML documents into JSON trees; anchors and merge keys are followed, a key that stands twice is an error.</summary>
internal sealed class YamlReader
{
    // Against documents whose aliases multiply ("billion laughs"); Kubernetes' own limit on an object is far below.
    private const int MaximumNodes = 1_000_000;

    // Each level is a call within a call; no schema of a custom resource comes near.
    private const int MaximumDepth = 500;

    private readonly string source;
    private readonly Parser parser;
    private readonly Dictionary<string, JsonNode?> anchors = new(StringComparer.Ordinal);
    private int nodes;
    private int depth;

    private readonly YamlPositions? positions;
    private readonly Func<string, JsonNode?> resolve;

    private YamlReader(string text, string source, YamlPositions? positions, Func<string, JsonNode?> resolve)
    {
        this.source = source;
        this.positions = positions;
        this.resolve = resolve;
        parser = new Parser(new StringReader(text));
    }

    /// <summary>Every document that holds something; <paramref name="positions"/> learns where the keys stand.</summary>
    /// <exception cref="PipelineException">PIPE4005, with file, line and column.</exception>
    public static IReadOnlyList<JsonNode> ReadAll(string text, string source, YamlPositions? positions = null) => Read(new YamlReader(text, source, positions, YamlScalar.Resolve));

    /// <summary>As <see cref="ReadAll"/>, for kustomization files and JSON patches, in which yes and no are truth values.</summary>
    /// <exception cref="PipelineException">PIPE4005, with file, line and column.</exception>
    public static IReadOnlyList<JsonNode> ReadOld(string text, string source, YamlPositions? positions = null) => Read(new YamlReader(text, source, positions, YamlScalar.ResolveOld));

    private static IReadOnlyList<JsonNode> Read(YamlReader reader)
    {
        try
        {
            return [.. reader.Documents()];
        }
        catch (YamlException error)
        {
            throw Malformed(reader.source, error.Start, (error.InnerException?.Message ?? error.Message).TrimEnd('.'), error);
        }
        catch (InvalidOperationException error)
        {
            // What YamlDotNet's scanner throws for a text in an open { or [ that goes on in the first column.
            throw Malformed(reader.source, reader.parser.Current?.End ?? Mark.Empty, "a { or [ isn't closed, or a line isn't indented", error);
        }
    }

    private IEnumerable<JsonNode> Documents()
    {
        parser.Consume<StreamStart>();
        while (!parser.Accept<StreamEnd>(out _))
        {
            anchors.Clear();
            parser.Consume<DocumentStart>();
            if (Node() is { } document)
                yield return document;
            parser.Consume<DocumentEnd>();
        }
    }

    private JsonNode? Node()
    {
        var start = parser.Current!.Start;
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            var target = anchors.TryGetValue(alias.Value.Value, out var known) ? known : throw Malformed(source, start, $"the alias *{alias.Value.Value} has no anchor");
            Count(start, Size(target));
            return target?.DeepClone();
        }

        Count(start, 1);
        if (++depth > MaximumDepth)
            throw Malformed(source, start, $"more than {MaximumDepth} levels");
        var anchor = ((NodeEvent)parser.Current).Anchor;
        var node = parser.Current switch
        {
            Scalar => Text(parser.Consume<Scalar>()),
            SequenceStart => Sequence(),
            MappingStart => Mapping(),
            var other => throw Malformed(source, start, $"{other.GetType().Name} is not expected here"),
        };
        depth--;
        if (!anchor.IsEmpty)
            anchors[anchor.Value] = node;
        return node;
    }

    private JsonNode? Text(Scalar scalar)
    {
        var isText = scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty && scalar.Tag.Value == "tag:yaml.org,2002:str";
        return isText ? scalar.Value : resolve(scalar.Value);
    }

    private JsonArray Sequence()
    {
        parser.Consume<SequenceStart>();
        var array = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
            array.Add(Node());
        return array;
    }

    private JsonObject Mapping()
    {
        parser.Consume<MappingStart>();
        var map = new JsonObject();
        var merged = new List<JsonObject>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var start = parser.Current!.Start;
            if (!parser.TryConsume<Scalar>(out var key))
                throw Malformed(source, start, "a key must be a text");

            if (key is { Value: "<<", Style: ScalarStyle.Plain })
                merged.AddRange(Merged(Node(), start));
            else if (!map.TryAdd(key.Value, Node()))
                throw Malformed(source, start, $"the key '{key.Value}' stands twice");
            else
                positions?.Add(map, key.Value, start);
        }

        foreach (var (key, value) in merged.SelectMany(x => x))
            map.TryAdd(key, value?.DeepClone());
        return map;
    }

    private IEnumerable<JsonObject> Merged(JsonNode? node, Mark start) => node switch
    {
        JsonObject map => [map],
        JsonArray list when list.All(x => x is JsonObject) => list.Select(x => x!.AsObject()),
        _ => throw Malformed(source, start, "<< merges a mapping or a list of them"),
    };

    private void Count(Mark start, int added)
    {
        nodes += added;
        if (nodes > MaximumNodes)
            throw Malformed(source, start, $"more than {MaximumNodes} values, with aliases followed");
    }

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject map => 1 + map.Sum(x => Size(x.Value)),
        JsonArray list => 1 + list.Sum(Size),
        _ => 1,
    };

    private static PipelineException Malformed(string source, Mark mark, string reason, Exception? inner = null) =>
        new(KubernetesErrors.MalformedManifest, $"{source}({mark.Line},{mark.Column}): {reason}.", inner);
}
