namespace EndToEnd.Tests;

/// <summary>This repository, whose scripts and assemblies are under test.</summary>
internal static class ProductRepository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Pipeline.sln")))
                return directory;
        }

        throw new InvalidOperationException($"No Pipeline.sln above {AppContext.BaseDirectory}. Run the tests from the repository's own output folder.");
    }

    /// <summary>Copies <c>build.sh</c> and what belongs to it.</summary>
    public static void CopyScriptsTo(string directory)
    {
        Directory.CreateDirectory(Path.Combine(directory, "build"));
        Directory.CreateDirectory(Path.Combine(directory, ".nuke"));
        foreach (var file in (string[])["build.sh", "global.json", "build/ReadyToRun.targets", "build/Crossgen.targets"])
            File.Copy(Path.Combine(Root, file), Path.Combine(directory, file));
        File.WriteAllText(Path.Combine(directory, ".nuke", "parameters.json"), "{}\n");
    }
}
