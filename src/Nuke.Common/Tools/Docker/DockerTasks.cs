using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

/// <summary>Containers and images. Docker writes progress to standard error, so that is no sign of an error.</summary>
[LogErrorAsStandard]
public partial class DockerTasks;
