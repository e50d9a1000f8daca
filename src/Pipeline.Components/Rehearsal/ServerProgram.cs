using System.Text.Json;

namespace Pipeline.Components.Rehearsal;

/// <summary>An embedded server as a program of its own: the assembly that this build references, with what that needs.</summary>
internal static class ServerProgram
{
    /// <summary>Copies it from the build's folder, and gives the path of its .dll.</summary>
    public static string CopyTo(string directory, string source, string name)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in Files(source, name).Where(x => File.Exists(Path.Combine(source, x))))
            File.Copy(Path.Combine(source, file), Path.Combine(directory, file), overwrite: true);
        return Path.Combine(directory, $"{name}.dll");
    }

    private static List<string> Files(string source, string name)
    {
        string[] own = [$"{name}.dll", $"{name}.deps.json", $"{name}.runtimeconfig.json"];
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(source, $"{name}.deps.json")));
        var needed = dependencies.RootElement.GetProperty("targets").EnumerateObject()
            .SelectMany(x => x.Value.EnumerateObject())
            .Where(x => x.Value.TryGetProperty("runtime", out _))
            .SelectMany(x => x.Value.GetProperty("runtime").EnumerateObject())
            .Select(x => Path.GetFileName(x.Name));
        return [.. own.Concat(needed).Distinct()];
    }
}
