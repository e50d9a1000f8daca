namespace Nuke.SourceGenerators.Solutions;

/// <summary>Reads <c>.sln</c> files: project lines, then the section that says which item is in which folder.</summary>
internal static class SlnReader
{
    private const string FolderType = "{2150E333-8FDC-42A3-9474-1A3956D46DE8}";

    public static SolutionTree Read(string text)
    {
        var items = new List<Item>();
        var parents = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (isSolution, inNesting) = (false, false);
        foreach (var rawLine in text.Split('\n'))
        {
            var line = rawLine.Trim();
            if (line.Contains("Microsoft Visual Studio Solution File"))
                isSolution = true;
            else if (line.StartsWith("Project(", StringComparison.Ordinal))
                items.Add(ReadItem(line));
            else if (line.StartsWith("GlobalSection(NestedProjects)", StringComparison.Ordinal))
                inNesting = true;
            else if (line == "EndGlobalSection")
                inNesting = false;
            else if (inNesting && line.IndexOf('=') is > 0 and var equals)
                parents[line.Substring(0, equals).Trim()] = line.Substring(equals + 1).Trim();
        }

        if (!isSolution)
            throw new FormatException("the line 'Microsoft Visual Studio Solution File' is missing");
        return Arrange(items, parents);
    }

    // Project("{type}") = "Name", "path", "{id}"
    private static Item ReadItem(string line)
    {
        var parts = line.Split('"');
        return parts.Length >= 8 ? new Item(parts[1], parts[3], parts[5], parts[7]) : throw new FormatException($"the line '{line}' is incomplete");
    }

    private static SolutionTree Arrange(List<Item> items, Dictionary<string, string> parents)
    {
        var root = new SolutionTree(string.Empty);
        var folders = new Dictionary<string, SolutionTree>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (item.IsFolder)
                folders[item.Id] = new SolutionTree(item.Name);
        }

        foreach (var item in items)
        {
            var parent = parents.TryGetValue(item.Id, out var parentId) && folders.TryGetValue(parentId, out var folder) && !IsWithin(item.Id, parentId, parents) ? folder : root;
            if (item.IsFolder)
                parent.Folders.Add(folders[item.Id]);
            else
                parent.Projects.Add(item.Name);
        }

        return root;
    }

    // A file edited by hand may nest a folder in itself.
    private static bool IsWithin(string id, string startId, Dictionary<string, string> parents)
    {
        var at = startId;
        for (var depth = 0; depth <= parents.Count; depth++)
        {
            if (string.Equals(at, id, StringComparison.OrdinalIgnoreCase))
                return true;
            if (!parents.TryGetValue(at, out at))
                return false;
        }

        return true;
    }

    private sealed class Item(string type, string name, string path, string id)
    {
        public string Name { get; } = IsFolderType(type) ? name : SolutionReader.ProjectName(path, name);

        public string Id { get; } = id;

        public bool IsFolder { get; } = IsFolderType(type);

        private static bool IsFolderType(string type) => string.Equals(type, FolderType, StringComparison.OrdinalIgnoreCase);
    }
}
