namespace AgentKit.Server.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(System.IO.Path.Combine(directory, "Pipeline.sln")) ? directory : Find(System.IO.Path.GetDirectoryName(directory)!);
}
