namespace Pipeline.Engine.Parameters.Files;

/// <summary>One <c>.nuke/parameters*.json</c>, read but not yet converted.</summary>
internal sealed class ParameterFile
{
    private readonly string _text;
    private readonly Dictionary<string, JsonMember> _members = [];

    private ParameterFile(string path, string? profile, string text)
    {
        Path = path;
        Profile = profile;
        _text = text;
    }

    /// <summary>The file, in full.</summary>
    public string Path { get; }

    /// <summary>As it is called in messages.</summary>
    public string Name => ".nuke/" + System.IO.Path.GetFileName(Path);

    public string? Profile { get; }

    public IEnumerable<JsonMember> Members => _members.Values;

    public static string PathOf(string rootDirectory, string? profile) =>
        System.IO.Path.Combine(rootDirectory, ".nuke", profile is null ? "parameters.json" : $"parameters.{profile}.json");

    /// <summary>Reads a file; null where there is none. Mistakes in it are added to <paramref name="problems"/>, and what is right is kept.</summary>
    public static ParameterFile? Read(string rootDirectory, string? profile, List<ParameterProblem> problems)
    {
        var path = PathOf(rootDirectory, profile);
        string text;
        try
        {
            if (!File.Exists(path))
                return null;
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ParameterProblem(ParameterErrors.FileAccess, $"{path} can't be read: {exception.Message}"));
            return null;
        }

        var file = new ParameterFile(path, profile, text);
        file.Fill(problems);
        return file;
    }

    public JsonMember? Find(string key) => _members.GetValueOrDefault(key);

    /// <summary>Where something stands: <c>.nuke/parameters.json, line 3, column 14</c>.</summary>
    public string Place(int offset)
    {
        var (line, column) = JsonText.Position(_text, offset);
        return $"{Name}, line {line}, column {column}";
    }

    private void Fill(List<ParameterProblem> problems)
    {
        JsonValue root;
        try
        {
            root = JsonText.Read(_text);
        }
        catch (JsonSyntaxException exception)
        {
            problems.Add(new ParameterProblem(ParameterErrors.MalformedFile, $"{Place(exception.Offset)}: {exception.Message}."));
            return;
        }

        if (root.Kind != JsonKind.Object)
        {
            problems.Add(new ParameterProblem(ParameterErrors.MalformedFile, $"{Place(root.Start)}: parameters stand in an object, e.g. {{ \"Configuration\": \"Release\" }}, but this is {root.Shown}."));
            return;
        }

        foreach (var member in root.Members)
        {
            if (member.Name == "$schema")
                continue;
            var key = ParameterName.Normalize(member.Name);
            if (_members.TryGetValue(key, out var earlier))
                problems.Add(new ParameterProblem(ParameterErrors.DuplicateKey, $"{Place(member.Start)}: '{member.Name}' was already given as '{earlier.Name}'. Remove one of the two."));
            else
                _members.Add(key, member);
        }
    }
}
