namespace Pipeline.Workflows.Defining;

/// <summary>
/// What a job's token may do; what isn't set is none
/// (<a href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions">permissions</a>). A workflow itself has none.
/// </summary>
public sealed record Permissions
{
    /// <summary>Nothing.</summary>
    public static Permissions None { get; } = new();

    /// <summary>Reading the repository: what a checkout needs.</summary>
    public static Permissions Checkout { get; } = new() { Contents = Access.Read };

    /// <summary>Workflow runs and their artifacts.</summary>
    public Access Actions { get; init; }

    /// <summary>Attestations of what was built.</summary>
    public Access Attestations { get; init; }

    /// <summary>Check runs and suites.</summary>
    public Access Checks { get; init; }

    /// <summary>The repository's content and releases.</summary>
    public Access Contents { get; init; }

    /// <summary>Deployments.</summary>
    public Access Deployments { get; init; }

    /// <summary>Discussions.</summary>
    public Access Discussions { get; init; }

    /// <summary>A token by which clouds and registries know the workflow (OpenID Connect), in place of a stored key.</summary>
    public IdentityToken IdToken { get; init; }

    /// <summary>Issues.</summary>
    public Access Issues { get; init; }

    /// <summary>GitHub's registries of packages and images.</summary>
    public Access Packages { get; init; }

    /// <summary>GitHub Pages.</summary>
    public Access Pages { get; init; }

    /// <summary>Pull requests.</summary>
    public Access PullRequests { get; init; }

    /// <summary>Findings of code scanning.</summary>
    public Access SecurityEvents { get; init; }

    /// <summary>Commit statuses.</summary>
    public Access Statuses { get; init; }

    /// <summary>Whether anything may be written, or an identity token be had.</summary>
    public bool MayWrite => IdToken == IdentityToken.Write || Scopes.Any(x => x.Access == Access.Write);

    internal IEnumerable<(string Name, string Level)> Granted =>
        Scopes.Where(x => x.Access != Access.None).Select(x => (x.Name, x.Access == Access.Write ? "write" : "read"))
            .Concat(IdToken == IdentityToken.Write ? [("id-token", "write")] : [])
            .OrderBy(x => x.Name, StringComparer.Ordinal);

    private (string Name, Access Access)[] Scopes =>
    [
        ("actions", Actions), ("attestations", Attestations), ("checks", Checks), ("contents", Contents), ("deployments", Deployments),
        ("discussions", Discussions), ("issues", Issues), ("packages", Packages), ("pages", Pages), ("pull-requests", PullRequests),
        ("security-events", SecurityEvents), ("statuses", Statuses),
    ];
}

/// <summary>How far a permission goes.</summary>
public enum Access
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Reading.</summary>
    Read,

    /// <summary>Reading and writing.</summary>
    Write,
}

/// <summary>Whether a job can have an identity token; there is no reading of one.</summary>
public enum IdentityToken
{
    /// <summary>No.</summary>
    None,

    /// <summary>Yes.</summary>
    Write,
}
