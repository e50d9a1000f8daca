namespace Pipeline.Embedded.Kubernetes.Images;

/// <summary>A folder that <c>dotnet publish</c> wrote, taken for an image with that folder at <c>/app</c>.</summary>
internal static class PublishedApplication
{
    private const string Place = "/app";

    public static ContainerImage Image(string reference, string folder) => new()
    {
        Reference = reference,
        Id = $"{ImageReference.Name(reference)}@{ImageReference.Digest(reference) ?? $"folder:{folder}"}",
        Entrypoint = EntrypointOf(reference, folder),
        WorkingDirectory = Place,
        Folders = new Dictionary<string, string> { [Place] = folder },
    };

    private static IReadOnlyList<string> EntrypointOf(string reference, string folder)
    {
        var configurations = Directory.GetFiles(folder, "*.runtimeconfig.json");
        if (configurations.Length == 1)
            return ["dotnet", $"{Place}/{Path.GetFileName(configurations[0])[..^".runtimeconfig.json".Length]}.dll"];

        var programs = configurations.Length == 0 ? Directory.GetFiles(folder).Where(IsProgram).Order(StringComparer.Ordinal).ToList() : [];
        return programs.Count == 1
            ? [$"{Place}/{Path.GetFileName(programs[0])}"]
            : throw new ImageProblem($"failed to create containerd container: the image \"{reference}\" has no program to start: '{folder}' has {configurations.Length} *.runtimeconfig.json and {programs.Count} executable files. Publish one application into a folder of its own");
    }

    private static bool IsProgram(string path) =>
        OperatingSystem.IsWindows() ? path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) : (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0 && Path.GetExtension(path) is not (".so" or ".dll" or ".dylib");
}
