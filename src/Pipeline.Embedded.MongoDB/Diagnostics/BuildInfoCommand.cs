using System.Runtime.InteropServices;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>buildInfo</c>: what the server behaves as, and what it is.</summary>
internal sealed class BuildInfoCommand : SynchronousCommand
{
    public override string Name => "buildInfo";

    public override IReadOnlyList<string> Aliases => ["buildinfo"];

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    protected override BsonDocument Run(CommandRequest request) => new()
    {
        { "version", ServerVersion.Text },
        { "gitVersion", "embedded" },
        { "modules", new BsonArray() },
        { "allocator", "dotnet" },
        { "javascriptEngine", "none" },
        { "sysInfo", "deprecated" },
        { "versionArray", ServerVersion.Parts },
        { "openssl", new BsonDocument { { "running", "disabled" }, { "compiled", "disabled" } } },
        { "buildEnvironment", new BsonDocument { { "distmod", "embedded" }, { "target_arch", RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant() }, { "target_os", OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macOS" : "linux" } } },
        { "bits", 64 },
        { "debug", false },
        { "maxBsonObjectSize", Documents.MaxBytes },
        { "storageEngines", new BsonArray { "embedded" } },
        { "pipelineEmbedded", "Pipeline's embedded server, which behaves as MongoDB; for development and tests, not for production data." },
    };
}
