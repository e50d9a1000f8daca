using YamlDotNet.RepresentationModel;

namespace Pipeline.Containers.Scanning.Waivers;

/// <summary>The fields of one waiver, taken one by one; what is left over at the end is a mistake.</summary>
internal sealed class WaiverFields(YamlMappingNode entry, string place, List<string> mistakes)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public string? Required(string name, string meaning)
    {
        if (Take(name) is { } node && WaiverFile.Text(node)?.Trim() is { Length: > 0 } text)
            return text;

        mistakes.Add($"{place}: {name} is missing: {meaning}");
        return null;
    }

    public IReadOnlyList<string> List(string name)
    {
        var node = Take(name);
        if (node is null || WaiverFile.IsNull(node))
            return [];
        if (node is YamlSequenceNode list && list.Children.All(x => WaiverFile.Text(x) is { Length: > 0 }))
            return [.. list.Children.Select(x => WaiverFile.Text(x)!)];

        mistakes.Add($"{place}: {name} is no list of texts");
        return [];
    }

    public void RefuseOthers()
    {
        foreach (var key in entry.Children.Keys.Where(x => WaiverFile.Text(x) is not { } name || !known.Contains(name)))
            mistakes.Add($"{place}: '{key}' is none of {string.Join(", ", known)}");
    }

    private YamlNode? Take(string name)
    {
        known.Add(name);
        return entry.Children.FirstOrDefault(x => WaiverFile.Text(x.Key) == name).Value;
    }
}
