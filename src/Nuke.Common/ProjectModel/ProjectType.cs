namespace Nuke.Common.ProjectModel;

/// <summary>A kind of project, by the ids that solution files use for it.</summary>
public sealed class ProjectType
{
    /// <summary>C#, of the .NET SDK or older.</summary>
    public static readonly ProjectType CSharpProject = new("9A19103F-16F7-4668-BE54-9A1E7A4F7556", "FAE04EC0-301F-11D3-BF4B-00C04F79EFBC");

    /// <summary>F#, of the .NET SDK or older.</summary>
    public static readonly ProjectType FSharpProject = new("6EC3EE1D-3C4E-46DD-8F32-0CC8E7565705", "F2A71F9B-5D33-465A-A702-920D77279786");

    /// <summary>Visual Basic, of the .NET SDK or older.</summary>
    public static readonly ProjectType VisualBasicProject = new("778DAE3C-4631-46EA-AA77-85C1314464D9", "F184B08F-C81C-45F6-A57F-5ABD9991F28F");

    /// <summary>A folder of a solution.</summary>
    public static readonly ProjectType SolutionFolder = new("2150E333-8FDC-42A3-9474-1A3956D46DE8");

    private ProjectType(params string[] ids) => Ids = [.. ids.Select(Guid.Parse)];

    internal IReadOnlyList<Guid> Ids { get; }

    /// <summary>The id that current tools write.</summary>
    public Guid FirstGuid => Ids[0];
}
