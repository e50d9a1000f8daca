using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Reading;

/// <summary>Ways through YAML nodes.</summary>
internal static class YamlNodes
{
    /// <summary>The value of a key; GitHub's own keys are case-sensitive, those of an action's inputs and of variables aren't always, so neither is this.</summary>
    public static YamlNode? Find(this YamlNode? node, string key) =>
        node is YamlMappingNode mapping ? mapping.Children.FirstOrDefault(x => x.Key is YamlScalarNode name && string.Equals(name.Value, key, StringComparison.OrdinalIgnoreCase)).Value : null;

    /// <summary>The value of a key as text; null where it is none.</summary>
    public static string? Text(this YamlNode? node, string key) => (node.Find(key) as YamlScalarNode)?.Value;

    /// <summary>The steps of a job.</summary>
    public static IEnumerable<YamlMappingNode> Steps(this YamlNode job) => job.Find("steps") is YamlSequenceNode steps ? steps.Children.OfType<YamlMappingNode>() : [];

    /// <summary>Names and texts of a mapping: variables, inputs, outputs.</summary>
    public static IEnumerable<(YamlScalarNode Name, YamlScalarNode Value)> Entries(this YamlNode? node) =>
        node is YamlMappingNode mapping ? mapping.Children.Select(x => (x.Key as YamlScalarNode, x.Value as YamlScalarNode)).Where(x => x.Item1 is not null && x.Item2 is not null).Select(x => (x.Item1!, x.Item2!)) : [];

    /// <summary>A text, or the texts of a list.</summary>
    public static IReadOnlyList<string> Texts(this YamlNode? node) => node switch
    {
        YamlScalarNode { Value: { } text } => [text],
        YamlSequenceNode list => [.. list.Children.OfType<YamlScalarNode>().Select(x => x.Value ?? "")],
        _ => [],
    };

    /// <summary>Every scalar below a node, keys too; one that is reached by several aliases comes once.</summary>
    public static IEnumerable<YamlScalarNode> Scalars(this YamlNode? node)
    {
        var (seen, stack) = (new HashSet<YamlNode>(ReferenceEqualityComparer.Instance), new Stack<YamlNode>());
        if (node is not null)
            stack.Push(node);
        while (stack.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            switch (next)
            {
                case YamlScalarNode scalar:
                    yield return scalar;
                    break;
                case YamlSequenceNode list:
                    foreach (var child in list.Children.Reverse())
                        stack.Push(child);
                    break;
                case YamlMappingNode mapping:
                    foreach (var (key, value) in mapping.Children.Reverse())
                    {
                        stack.Push(value);
                        stack.Push(key);
                    }

                    break;
            }
        }
    }
}
