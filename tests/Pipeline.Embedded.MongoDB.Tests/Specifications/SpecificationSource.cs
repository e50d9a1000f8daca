using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running;

namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>Where the cases come from and which server they run against, as the environment says.</summary>
internal static class SpecificationSource
{
    private const string FolderVariable = "MONGO_SPEC_TESTS";
    private const string ServerVariable = "PIPELINE_TEST_MONGODB_URI";
    private const string DisposableVariable = "PIPELINE_TEST_MONGODB_DISPOSABLE";

    private static readonly Lazy<IReadOnlyDictionary<string, TestCase>> All = new(Read);
    private static readonly Lazy<ServerFacts> Target = new(() => GivenServer is { } uri ? Ask(uri) : ServerFacts.Embedded);

    private static string Folder => Environment.GetEnvironmentVariable(FolderVariable) ?? "";

    /// <summary>A real server's address, or null where the embedded one is meant.</summary>
    public static string? GivenServer => Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } uri ? uri : null;

    /// <summary>Why nothing can be run, or null where it can.</summary>
    public static string? Missing =>
        Folder.Length == 0 ? $"{FolderVariable} doesn't name a folder of MongoDB's unified test cases (https://github.com/mongodb/specifications)."
        : !Directory.Exists(Folder) ? $"{FolderVariable} names {Folder}, which isn't there."
        : GivenServer is not null && Environment.GetEnvironmentVariable(DisposableVariable) != "true"
            ? $"The cases drop and write databases by names of their own, on {ServerVariable}'s server. Set {DisposableVariable}=true if nothing on it matters."
            : null;

    public static string ServerName => GivenServer is null ? "the embedded server" : $"MongoDB {Facts.Version} of {ServerVariable}";

    /// <summary>What the requirements of the cases are compared with.</summary>
    public static ServerFacts Facts => Target.Value;

    /// <summary>Each case by "file: description", in order.</summary>
    public static IReadOnlyDictionary<string, TestCase> Cases => All.Value;

    private static Dictionary<string, TestCase> Read() =>
        Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(x => TestFile.Parse(Path.GetRelativePath(Folder, x).Replace('\\', '/'), File.ReadAllText(x)).Tests)
            .ToDictionary(x => x.ToString());

    private static ServerFacts Ask(string uri)
    {
        using var client = new MongoClient(uri);
        return ServerFacts.Ask(client);
    }
}
