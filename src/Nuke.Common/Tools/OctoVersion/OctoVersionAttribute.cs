using System.Reflection;
using Nuke.Common.Git;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;
using Pipeline.Errors;
using static Nuke.Common.Tools.OctoVersion.OctoVersionTasks;

namespace Nuke.Common.Tools.OctoVersion;

/// <summary>Gives a member the <see cref="OctoVersionInfo"/> of the build's repository.</summary>
public class OctoVersionAttribute : ValueInjectionAttributeBase
{
    /// <summary>The target framework whose build of OctoVersion runs. Default: the newest that is there.</summary>
    public string? Framework { get; set; }

    /// <summary>Names the build server's run after the version. Default true.</summary>
    public bool UpdateBuildNumber { get; set; } = true;

    /// <summary>The branch.</summary>
    public string? Branch { get; set; }

    /// <summary>A member of the build that has the branch.</summary>
    public string? BranchMember { get; set; }

    /// <summary>Takes the branch of the repository on this machine, which a build server may not have.</summary>
    public bool AutoDetectBranch { get; set; }

    /// <summary>A member of the build that says whether to.</summary>
    public string? AutoDetectBranchMember { get; set; }

    /// <summary>Takes the place of the derived major version.</summary>
    public int Major { get; set; }

    /// <summary>Takes the place of the derived minor version.</summary>
    public int Minor { get; set; }

    /// <summary>Takes the place of the derived patch version.</summary>
    public int Patch { get; set; }

    /// <summary>A member of the build that has the patch version.</summary>
    public string? PatchMember { get; set; }

    /// <summary>Takes the place of the whole version.</summary>
    public string? FullSemVer { get; set; }

    /// <summary>A member of the build that has the whole version.</summary>
    public string? FullSemVerMember { get; set; }

    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance)
    {
        var branch = Branch ?? ValueOf<string>(BranchMember, instance);
        if (branch is null && (AutoDetectBranch || ValueOf<bool>(AutoDetectBranchMember, instance)))
            branch = GitRepository.FromLocalDirectory(Build.RootDirectory).Branch;
        var settings = new OctoVersionGetVersionSettings()
            .SetFramework(Framework)
            .SetProcessWorkingDirectory(Build.RootDirectory)
            .DisableProcessOutputLogging();
        if ((FullSemVer ?? ValueOf<string>(FullSemVerMember, instance)) is { } fullSemVer)
            settings = settings.SetFullSemVer(fullSemVer);
        else if (branch is not null)
            settings = settings.SetCurrentBranch(branch);
        else
            throw new PipelineException(GitErrors.NoBranch, $"OctoVersion needs the branch for '{member.Name}', and none is given. Set Branch, BranchMember or AutoDetectBranch on [OctoVersion].");
        if (Major > 0)
            settings = settings.SetMajor(Major);
        if (Minor > 0)
            settings = settings.SetMinor(Minor);
        var patch = Patch > 0 ? Patch : ValueOf<int>(PatchMember, instance);
        if (patch > 0)
            settings = settings.SetPatch(patch);
        var version = OctoVersionGetVersion(settings).Result;
        if (UpdateBuildNumber)
            BuildNumber.Update(version.FullSemVer);
        return version;
    }

    private static T? ValueOf<T>(string? memberName, object instance)
    {
        if (memberName is null)
            return default;
        var member = instance.GetType().GetMember(memberName, ReflectionUtility.All).FirstOrDefault()
            ?? throw new PipelineException(GitErrors.NoBranch, $"[OctoVersion] refers to '{memberName}', which '{instance.GetType().Name}' doesn't have.");
        return member.GetValue(instance) is T value ? value : default;
    }
}
