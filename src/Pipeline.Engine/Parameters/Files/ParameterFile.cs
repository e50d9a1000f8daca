using System.Text.Json;

namespace Pipeline.Engine.Parameters.Files;

/// <summary>One <c>.nuke/parameters*.json</c>, read but not yet converted.</summary>
internal sealed class ParameterFile
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, JsonMember> _members = [];

    private ParameterFile(string path, string? profile, byte[] bytes)
    {
        Path = path;
        Profile = profile;
        _bytes = bytes;
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
        byte[] bytes;
        try
        {
            if (!File.Exists(path))
                return null;
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ParameterProblem(ParameterErrors.FileAccess, $"{path} can't be read: {exception.Message}"));
            return null;
        }

        var file = new ParameterFile(path, profile, bytes);
        file.Fill(problems);
        return file;
    }

    public JsonMember? Find(string key) => _members.GetValueOrDefault(key);

    /// <summary>Where something stands: <c>.nuke/parameters.json, line 3, column 14</c>.</summary>
    public string Place(int offset)
    {
        var (line, column) = JsonText.Position(_bytes, offset);
        return $"{Name}, line {line}, column {column}";
    }

    private void Fill(List<ParameterProblem> problems)
    {
        JsonValue root;
        try
        {
            root = JsonText.Read(_bytes);
        }
        catch (JsonException exception)
        {
            var (line, column) = JsonText.Position(_bytes, exception);
            problems.Add(new ParameterProblem(ParameterErrors.MalformedFile, $"{Name}, line {line}, column {column}: {Reason(exception)}"));
            return;
        }

        if (root.Kind != JsonTokenType.StartObject)
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

    // The reader's message ends with its own, zero-based position.
    private static string Reason(JsonException exception)
    {
        var message = exception.Message;
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }
}
