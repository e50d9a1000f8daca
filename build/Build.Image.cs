using System.Collections.Generic;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Images;
using Pipeline.Components.Services;
using Pipeline.Containers.Building;

partial class Build
{
    // The service, and what it references.
    static readonly string[] ServiceFolders = ["src/AgentKit.Server/**", "src/Pipeline.Configuration/**", "src/Pipeline.Errors/**", "src/Pipeline.Migrations/**", "src/Pipeline.ObjectStorage/**", "src/Pipeline.Secrets/**"];

    IReadOnlyList<string> IPublishService.ServiceSources => [.. ServiceFolders, "!**/bin/**", "!**/obj/**", "Directory.*.props", "global.json"];

    public AbsolutePath ServiceProject => RootDirectory / "src" / "AgentKit.Server" / "AgentKit.Server.csproj";

    public ImageRequest ConfigureImage(ImageRequest request) => request with
    {
        ExposedPorts = [8080],
        Title = "AgentKit",
        Environment = new Dictionary<string, string> { ["AGENTKIT_COMMIT"] = request.Revision ?? "unknown" },
    };
}
