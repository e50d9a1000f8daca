namespace Pipeline.Containers.Tests.Scanning;

/// <summary>The checkout that these tests were built in.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) => File.Exists(System.IO.Path.Combine(directory, "global.json")) ? directory : Find(System.IO.Path.GetDirectoryName(directory)!);
}
