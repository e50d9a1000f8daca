using Pipeline.Errors;

namespace Nuke.Common.CI;

/// <summary>Errors of build servers and the configurations generated for them.</summary>
[ErrorCodes]
public static class CIErrors
{
    /// <summary>A partition that can't be.</summary>
    public static readonly ErrorCode InvalidPartition = new("PIPE1240", "Invalid partition",
        "The part isn't a number, or isn't within the number of parts.",
        "Pass PART/TOTAL with PART from 1 to TOTAL, as the generated configuration does.");

    /// <summary>An action without a pinned commit.</summary>
    public static readonly ErrorCode UnpinnedAction = new("PIPE1241", "Action isn't in the lock file",
        "A workflow step uses an action whose commit isn't recorded, and a tag can be moved by whoever owns the action.",
        "Add the action with its full commit SHA and version to actions.lock.json, after looking at what that commit is.");

    /// <summary>A configuration that contradicts itself.</summary>
    public static readonly ErrorCode InvalidConfiguration = new("PIPE1242", "Configuration can't be generated",
        "The attribute's settings exclude each other, or one that is needed is missing.",
        "Correct the attribute on the build class; the message names it and the settings.");

    /// <summary>A generated file that isn't what the build generates.</summary>
    public static readonly ErrorCode Drift = new("PIPE1243", "Generated configuration is out of date",
        "The file was edited by hand, or the build's attributes or targets changed since it was generated.",
        "Run the build once on your machine and commit the files it writes.");

    /// <summary>A question to the server's API that it didn't answer well.</summary>
    public static readonly ErrorCode Api = new("PIPE1244", "The build server's API refused",
        "The token is missing, has too few rights, or the service had a fault.",
        "On GitHub Actions set EnableGitHubToken and the permission that the message names; otherwise try again.");

    /// <summary>Names that none of the build's configurations has.</summary>
    public static readonly ErrorCode UnknownConfiguration = new("PIPE1245", "Unknown configuration",
        "The name given to --generate-configuration is none of the build's.",
        "Pass one of the names that the message lists.");
}
