using Nuke.Common.CI.AppVeyor;
using Nuke.Common.CI.AzurePipelines;
using Nuke.Common.CI.TeamCity;

namespace Nuke.Common.Tools;

/// <summary>Gives the build server's run the version as its name, where the server has such a thing.</summary>
internal static class BuildNumber
{
    public static void Update(string version)
    {
        AzurePipelines.Instance?.UpdateBuildNumber(version);
        TeamCity.Instance?.SetBuildNumber(version);
        AppVeyor.Instance?.UpdateBuildVersion($"{version}.build.{AppVeyor.Instance.BuildNumber}");
    }
}
