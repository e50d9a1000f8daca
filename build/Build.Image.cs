using System.Collections.Generic;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Auditing;
using Pipeline.Components.Bills;
using Pipeline.Components.Images;
using Pipeline.Components.Scanning;
using Pipeline.Components.Services;
using Pipeline.Components.Signing;
using Pipeline.Containers.Building;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;

partial class Build : IBuildOpsImage, IPushImage, IMakeSbom, IScanImage, IAuditPackages, ISignImage, IVerifyRelease
{
    // The service, and what it references.
    static readonly string[] ServiceFolders = ["src/AgentKit.Server/**", "src/Pipeline.Configuration/**", "src/Pipeline.Errors/**", "src/Pipeline.Migrations/**", "src/Pipeline.ObjectStorage/**", "src/Pipeline.Secrets/**"];

    IReadOnlyList<string> IPublishService.ServiceSources => [.. ServiceFolders, "!**/bin/**", "!**/obj/**", "Directory.*.props", "global.json"];

    public AbsolutePath ServiceProject => RootDirectory / "src" / "AgentKit.Server" / "AgentKit.Server.csproj";

    string IBuildOpsImage.OpsImageName => "agentkit-ops";

    AbsolutePath IBuildImage.Dockerfile => RootDirectory / "Dockerfile";

    // The same as an engine builds on: pinned in one place.
    string IHazImageBuilder.DefaultBaseImage => (RootDirectory / "Dockerfile").ReadAllLines().First(x => x.StartsWith("FROM "))["FROM ".Length..].Trim();

    AbsolutePath IBuildOpsImage.OpsDockerfile => RootDirectory / "Dockerfile.ops";

    // The same digest on every machine, with an engine or without: docs/decisions/0016.
    ImageBuilderChoice IHazImageBuilder.DefaultImageBuilder => ImageBuilderChoice.Daemonless;

    ScanGate IScanImage.Gate => new() { FailAt = Severity.High, IgnoreUnfixed = true };

    ScanGate IAuditPackages.Gate => new() { FailAt = Severity.Medium };

    public ImageRequest ConfigureImage(ImageRequest request) => request with
    {
        ExposedPorts = [8080],
        Title = "AgentKit",
        Environment = new Dictionary<string, string> { ["AGENTKIT_COMMIT"] = request.Revision ?? "unknown" },
    };
}
