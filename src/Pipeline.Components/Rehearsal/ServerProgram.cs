using System.Text.Json;

namespace Pipeline.Components.Rehearsal;

/// <summary>The embedded server as a program of its own: the assembly that this build references, with what that needs.</summary>
internal static class ServerProgram
{
    private const string Name = "Pipeline.Embedded.MongoDB";

    /// <summary>Copies it from the build's folder, and gives the path of its .dll.</summary>
    public static string CopyTo(string directory, string source)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in Files(source).Where(x => File.Exists(Path.Combine(source, x))))
            File.Copy(Path.Combine(source, file), Path.Combine(directory, file), overwrite: true);
        return Path.Combine(directory, $"{Name}.dll");
    }

    private static List<string> Files(string source)
    {
        string[] own = [$"{Name}.dll", $"{Name}.deps.json", $"{Name}.runtimeconfig.json"];
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(source, $"{Name}.deps.json")));
        var needed = dependencies.RootElement.GetProperty("targets").EnumerateObject()
            .SelectMany(x => x.Value.EnumerateObject())
            .Where(x => x.Value.TryGetProperty("runtime", out _))
            .SelectMany(x => x.Value.GetProperty("runtime").EnumerateObject())
            .Select(x => Path.GetFileName(x.Name));
        return [.. own.Concat(needed).Distinct()];
    }
}
