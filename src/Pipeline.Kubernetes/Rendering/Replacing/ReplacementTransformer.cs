using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Patching;
using Pipeline.Kubernetes.Rendering.Resources;
using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Replacing;

/// <summary>Copies one value to where it is wanted.</summary>
internal sealed class ReplacementTransformer(Replacement replacement) : ITransformer
{
    public void Apply(ResourceSet resources)
    {
        try
        {
            var value = SourceValue(resources);
            foreach (var target in replacement.Targets)
            {
                foreach (var item in resources.Items.Where(x => IsTarget(target, x)))
                    Copy(value, item, target);
            }
        }
        catch (PatchException error)
        {
            throw new PipelineException(KubernetesErrors.InvalidKustomization, $"{replacement.Origin}: {error.Message}. Correct the replacement or the object.") { ExitCode = 2 };
        }
    }

    private JsonNode SourceValue(ResourceSet resources)
    {
        var (select, path, options) = replacement.Source;
        var source = resources.Items.Where(x => x.HasId(select.Matches)).Take(2).ToList() switch
        {
            [var one] => one,
            [] => throw new PatchException("nothing selected by source: no object fits it"),
            var several => throw new PatchException($"multiple matches for selector: the source fits {several[0]} and {several[1]}"),
        };

        if (new FieldPath(path).Find(source.Body) is not [var value, ..])
            throw new PatchException($"fieldPath '{path}' is missing for replacement source {source}");
        if (string.IsNullOrEmpty(options.Delimiter))
            return value.DeepClone();

        var parts = Text(value, "source").Split(options.Delimiter);
        return options.Index >= 0 && options.Index < parts.Length
            ? parts[options.Index]
            : throw new PatchException($"options.index {options.Index} is out of bounds for value '{Text(value, "source")}'");
    }

    private static bool IsTarget(ReplacementTarget target, Resource item) =>
        item.HasId(target.Select.Matches) && target.Select.MatchesLabels(item)
        && !target.Reject.Any(x => x.NamesObjects ? item.HasId(x.Matches) : (x.Labels ?? x.Annotations) is not null && x.MatchesLabels(item));

    private static void Copy(JsonNode value, Resource item, ReplacementTarget target)
    {
        foreach (var path in target.FieldPaths)
        {
            Func<JsonNode>? make = target.Options.Create ? () => Empty(value) : null;
            var found = new FieldPath(path).Find(item.Body, make);
            if (found.Count == 0)
                throw new PatchException($"unable to find field '{path}' in replacement target {item}");
            foreach (var field in found)
                field.ReplaceBy(Placed(value, field, target.Options));
        }
    }

    private static JsonNode Placed(JsonNode value, JsonNode field, ReplacementOptions options)
    {
        if (string.IsNullOrEmpty(options.Delimiter))
            return value is JsonValue && field is JsonValue kept ? Typed(Text(value, "source"), kept) : value.DeepClone();

        var parts = Text(field, "target").Split(options.Delimiter).ToList();
        var text = Text(value, "source");
        if (options.Index < 0)
            parts.Insert(0, text);
        else if (options.Index >= parts.Count)
            parts.Add(text);
        else
            parts[options.Index] = text;
        return Typed(string.Join(options.Delimiter, parts), (JsonValue)field);
    }

    // A field keeps its type: a number that is copied into a text is a text.
    private static JsonNode Typed(string text, JsonValue field) => field.TryGetValue(out string? _) ? text : YamlScalar.Resolve(text) ?? text;

    private static JsonNode Empty(JsonNode value) => value switch
    {
        JsonObject => new JsonObject(),
        JsonArray => new JsonArray(),
        // What is made takes the type that the value's text has.
        _ => JsonValue.Create(0),
    };

    private static string Text(JsonNode node, string side) => FieldPath.Plain(node) ?? throw new PatchException($"the {side}'s delimiter option can only be used with scalar nodes");
}
