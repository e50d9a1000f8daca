using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Patching;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>A YAML body, as kube-apiserver's library turns it into JSON: the first document, YAML 1.1's words for true and false, anchors and merge keys.</summary>
internal static class YamlBody
{
    /// <summary>Reads a body; keys given twice are added to <paramref name="duplicates"/>, and the last one counts.</summary>
    public static JsonNode? Read(ReadOnlySpan<byte> body, List<string> duplicates)
    {
        var twice = new List<string>();
        try
        {
            var parser = new Parser(new StringReader(Encoding.UTF8.GetString(body)));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return null;
            var value = ReadValue(parser, [], twice);
            if (twice.Count > 0)
                duplicates.Add($"yaml: unmarshal errors:\n{string.Join('\n', twice.Select(key => $"  {key}"))}");
            return value;
        }
        catch (YamlException mistake)
        {
            throw PatchException.BadRequest($"error decoding YAML: error converting YAML to JSON: yaml: line {mistake.Start.Line}: {mistake.InnerException?.Message ?? mistake.Message}");
        }
    }

    private static JsonNode? ReadValue(Parser parser, Dictionary<AnchorName, JsonNode?> anchors, List<string> duplicates)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.TryGetValue(alias.Value, out var known)
                ? known?.DeepClone()
                : throw new YamlException(alias.Start, alias.End, $"unknown anchor '{alias.Value}' referenced");
        }
        if (parser.TryConsume<Scalar>(out var scalar))
            return Keep(scalar.Anchor, YamlScalar.Resolve(scalar), anchors);
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadValue(parser, anchors, duplicates));
            return Keep(sequence.Anchor, items, anchors);
        }
        var mapping = parser.Consume<MappingStart>();
        return Keep(mapping.Anchor, ReadFields(parser, anchors, duplicates), anchors);
    }

    private static JsonObject ReadFields(Parser parser, Dictionary<AnchorName, JsonNode?> anchors, List<string> duplicates)
    {
        var fields = new JsonObject();
        var merged = new List<JsonObject>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Accept<Scalar>(out var scalar) ? parser.Consume<Scalar>() : throw new YamlException(parser.Current!.Start, parser.Current.End, "invalid map key");
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.AddRange(ReadValue(parser, anchors, duplicates) switch
                {
                    JsonObject one => [one],
                    JsonArray several => several.OfType<JsonObject>(),
                    _ => throw new YamlException(key.Start, key.End, "map merge requires map or sequence of maps as the value"),
                });
                continue;
            }
            if (fields.ContainsKey(key.Value))
                duplicates.Add($"line {key.Start.Line}: key \"{key.Value}\" already set in map");
            fields[key.Value] = ReadValue(parser, anchors, duplicates);
        }
        foreach (var (name, value) in merged.SelectMany(fields => fields))
        {
            if (!fields.ContainsKey(name))
                fields[name] = value?.DeepClone();
        }
        return fields;
    }

    private static JsonNode? Keep(AnchorName anchor, JsonNode? value, Dictionary<AnchorName, JsonNode?> anchors)
    {
        if (!anchor.IsEmpty)
            anchors[anchor] = value?.DeepClone();
        return value;
    }
}
