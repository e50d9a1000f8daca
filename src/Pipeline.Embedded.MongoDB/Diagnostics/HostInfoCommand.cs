using System.Runtime.InteropServices;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>hostInfo</c>.</summary>
internal sealed class HostInfoCommand : SynchronousCommand
{
    public override string Name => "hostInfo";

    protected override BsonDocument Run(CommandRequest request)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
        return new BsonDocument
        {
            {
                "system", new BsonDocument
                {
                    { "currentTime", request.Now },
                    { "hostname", Environment.MachineName },
                    { "cpuAddrSize", 64 },
                    { "memSizeMB", memory },
                    { "memLimitMB", memory },
                    { "numCores", Environment.ProcessorCount },
                    { "cpuArch", RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant() },
                    { "numaEnabled", false },
                }
            },
            { "os", new BsonDocument { { "type", OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "Darwin" : "Linux" }, { "name", RuntimeInformation.OSDescription }, { "version", Environment.OSVersion.Version.ToString() } } },
            { "extra", new BsonDocument() },
        };
    }
}
